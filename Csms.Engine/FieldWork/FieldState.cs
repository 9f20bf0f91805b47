namespace Csms.Engine.FieldWork;

/// <summary>How a check stands. The names are stored: append only.</summary>
public enum FieldState
{
    /// <summary>Nobody has begun it.</summary>
    Open,

    /// <summary>It has its turn when the one before it is over.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>What should be seen was seen.</summary>
    Passed,

    /// <summary>It was not; the finding says why.</summary>
    Failed,

    /// <summary>Left out by hand; the note says why.</summary>
    Skipped,

    /// <summary>It was stopped by hand, or the program ended while it ran.</summary>
    Interrupted,
}
