namespace Csms.Engine.Tokens;

/// <summary>What can be entered of a token, wherever it comes from.</summary>
public static class TokenRules
{
    /// <summary>Longest token and longest group, characters (OCPP 2.1 part 2, IdTokenType).</summary>
    public const int MaxToken = 255;

    /// <summary>Longest driver and longest note, characters.</summary>
    public const int MaxText = 500;

    /// <summary>IdTokenEnumStringType of OCPP 2.1.</summary>
    public static IReadOnlyList<string> Types { get; } = ["Central", "DirectPayment", "eMAID", "EVCCID", "ISO14443", "ISO15693", "KeyCode", "Local", "MacAddress", "NoAuthorization", "VIN"];

    /// <summary>Whether a text can be a token or a group.</summary>
    public static bool IsToken(string? text) => text is { Length: > 0 and <= MaxToken } && !text.Any(char.IsControl);
}
