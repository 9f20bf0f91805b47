namespace Csms.Console.Tokens;

/// <summary>What became of a step.</summary>
internal enum BlockStepState
{
    /// <summary>It would be done.</summary>
    Planned,
    /// <summary>It is done.</summary>
    Done,
    /// <summary>Commands were given; what stations say to them comes in later.</summary>
    Given,
    /// <summary>It was not asked for.</summary>
    NotAsked,
    /// <summary>There is nobody to whom it applies.</summary>
    Nobody,
}
