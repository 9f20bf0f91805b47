namespace Csms.Console.Pages.Tokens;

/// <summary>What can be done with many tokens at once.</summary>
public enum TokenManyKind
{
    /// <summary>Refused from now on.</summary>
    Block,
    /// <summary>Accepted again.</summary>
    Unblock,
    /// <summary>Another group, or none.</summary>
    Group,
    /// <summary>Another expiry, or none.</summary>
    Expiry,
    /// <summary>Gone.</summary>
    Delete,
}
