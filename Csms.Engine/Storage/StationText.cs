using System.Text.RegularExpressions;

namespace Csms.Engine.Storage;

/// <summary>What stations write, made storable: PostgreSQL has no NUL, neither in text nor as an escape in jsonb. It is dropped.</summary>
internal static partial class StationText
{
    public static string? Storable(string? text) => text?.Replace("\0", "", StringComparison.Ordinal);

    public static string? StorableJson(string? json) =>
        json is null || !json.Contains(@"\u0000", StringComparison.Ordinal) ? json : NulEscape().Replace(json, "$1");

    /// <summary>The escape, not the second half of an escaped backslash followed by "u0000".</summary>
    [GeneratedRegex(@"(?<!\\)((?:\\\\)*)\\u0000", RegexOptions.CultureInvariant)]
    private static partial Regex NulEscape();
}
