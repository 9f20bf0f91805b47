namespace Csms.Console.Tokens;

/// <summary>Which stations are told to forget what they have kept about tokens.</summary>
internal enum BlockStations
{
    /// <summary>Those where one of the tokens has charged.</summary>
    WhereUsed,
    /// <summary>Every station that whoever blocks sees.</summary>
    All,
    /// <summary>None.</summary>
    None,
}
