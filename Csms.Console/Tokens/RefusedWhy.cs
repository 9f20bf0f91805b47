namespace Csms.Console.Tokens;

/// <summary>Why a row of a file is not taken.</summary>
public enum RefusedWhy
{
    /// <summary>It has more cells than there are heads: a separator inside of a text, most likely.</summary>
    TooManyCells,
    /// <summary>It names no token.</summary>
    NoToken,
    /// <summary>Too long, or with control characters.</summary>
    NotAToken,
    /// <summary>A spreadsheet has made a number of it and rounded it: 1.23E+12.</summary>
    Rounded,
    /// <summary>The token stands in an earlier row.</summary>
    Twice,
    /// <summary>No type of OCPP.</summary>
    NotAType,
    /// <summary>No status of OCPP.</summary>
    NotAStatus,
    /// <summary>No group: too long, or with control characters.</summary>
    NotAGroup,
    /// <summary>No time that is read without doubt.</summary>
    NotATime,
    /// <summary>No language of RFC 5646 that OCPP has room for.</summary>
    NotALanguage,
    /// <summary>No whole number from −9 to 9.</summary>
    NotAPriority,
    /// <summary>Not stations and EVSEs.</summary>
    NotPlaces,
    /// <summary>No tariff that may be given to it.</summary>
    NotATariff,
    /// <summary>Its group, or the one it would leave, pays a tariff that the caller may not change.</summary>
    PricedGroup,
    /// <summary>Neither yes nor no.</summary>
    NotAFlag,
    /// <summary>Too long, or with control characters.</summary>
    NotAText,
}
