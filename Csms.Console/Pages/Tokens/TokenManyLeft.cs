namespace Csms.Console.Pages.Tokens;

/// <summary>Why a token is left alone by what is done to many.</summary>
internal enum TokenManyLeft
{
    /// <summary>It is blocked already.</summary>
    Blocked,
    /// <summary>It is not blocked.</summary>
    NotBlocked,
    /// <summary>It has that group already.</summary>
    SameGroup,
    /// <summary>It expires then already.</summary>
    SameExpiry,
    /// <summary>Its price would change, which the person may not.</summary>
    Priced,
    /// <summary>It is gone.</summary>
    Gone,
}
