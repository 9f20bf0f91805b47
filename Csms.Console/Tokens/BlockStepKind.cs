namespace Csms.Console.Tokens;

/// <summary>What blocking everywhere consists of, in its order.</summary>
internal enum BlockStepKind
{
    /// <summary>The tokens are refused from the next question on.</summary>
    Status,
    /// <summary>What they charge is stopped.</summary>
    Sessions,
    /// <summary>Stations forget whom they have let in (ClearCache).</summary>
    Caches,
    /// <summary>Stations take them off their local list (SendLocalList, differential).</summary>
    LocalLists,
}
