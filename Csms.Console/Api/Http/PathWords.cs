namespace Csms.Console.Api.Http;

/// <summary>Identities in paths.</summary>
internal static class PathWords
{
    /// <summary>A slash arrives still escaped, because it would part the path.</summary>
    public static string Unslashed(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text can name a site or a tariff: identifierString of OCPP, at most 64 characters.</summary>
    public static bool IsIdentity(string? text) =>
        text is { Length: >= 1 and <= 64 } && text.All(c => char.IsAsciiLetterOrDigit(c) || "*-_=+|@.".Contains(c, StringComparison.Ordinal));
}
