using System.Text.RegularExpressions;

namespace Csms.Engine.Tokens;

/// <summary>What can be entered of a token, wherever it comes from.</summary>
public static partial class TokenRules
{
    /// <summary>Longest token and longest group, characters (OCPP 2.1 part 2, IdTokenType).</summary>
    public const int MaxToken = 255;

    /// <summary>Longest driver and longest note, characters.</summary>
    public const int MaxText = 500;

    /// <summary>Longest language, characters (OCPP 2.1 part 2, IdTokenInfoType.language1).</summary>
    public const int MaxLanguage = 8;

    /// <summary>Lowest and highest priority are −9 and 9 (OCPP 2.1 part 2, IdTokenInfoType.chargingPriority).</summary>
    public const int MaxPriority = 9;

    /// <summary>IdTokenEnumStringType of OCPP 2.1.</summary>
    public static IReadOnlyList<string> Types { get; } = ["Central", "DirectPayment", "eMAID", "EVCCID", "ISO14443", "ISO15693", "KeyCode", "Local", "MacAddress", "NoAuthorization", "VIN"];

    /// <summary>Whether a text can be a language: a tag of RFC 5646 that 2.x has room for.</summary>
    public static bool IsLanguage(string? text) => text is { Length: > 0 and <= MaxLanguage } && LanguageTag().IsMatch(text);

    /// <summary>Whether a text can be a token or a group.</summary>
    public static bool IsToken(string? text) => text is { Length: > 0 and <= MaxToken } && !text.Any(char.IsControl);

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,5})?$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();
}
