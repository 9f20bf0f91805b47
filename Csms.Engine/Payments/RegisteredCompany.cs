using System.Text.RegularExpressions;
using Csms.Engine.Events;

namespace Csms.Engine.Payments;

/// <summary>A company as a register tells it, whose address is one text of several lines, as the address that OCPP wants. Pure.</summary>
internal static partial class RegisteredCompany
{
    /// <returns>The company; null where the register does not tell it (some states do not: "---").</returns>
    public static CompanyAddress? Of(string country, string? name, string? address)
    {
        if (Told(name) is not { } company || Told(address) is not { } told) return null;
        var lines = told.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines is [var only]) lines = only.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length < 2) return null; // no line tells the town, which OCPP needs
        var town = Town().Match(lines[^1]);
        return new CompanyAddress(
            Cut(company, 50),
            Cut(lines[0], 100),
            lines.Length > 2 ? Cut(string.Join(", ", lines[1..^1]), 100) : null,
            Cut(town.Success ? town.Groups["town"].Value : lines[^1], 100),
            town.Success ? town.Groups["code"].Value.Trim() : null,
            country);
    }

    private static string? Told(string? text) => text?.Trim() is { Length: > 0 } told && told.Any(char.IsLetterOrDigit) ? told : null;

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];

    [GeneratedRegex(@"^(?<code>(?:[A-Z]{1,2}-)?[0-9][0-9A-Z\- ]{2,8}?)\s+(?<town>\p{L}.*)$")]
    private static partial Regex Town();
}
