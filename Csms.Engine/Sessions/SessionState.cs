namespace Csms.Engine.Sessions;

/// <summary>State of a charging session as people and programs see it.</summary>
public enum SessionState : byte
{
    /// <summary>Runs.</summary>
    Active,

    /// <summary>Ended, nothing in doubt.</summary>
    Completed,

    /// <summary>Ended, and at least one doubt waits for a person.</summary>
    Review,
}
