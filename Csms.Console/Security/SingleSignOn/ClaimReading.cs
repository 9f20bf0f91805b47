using System.Security.Claims;
using System.Text.Json;

namespace Csms.Console.Security.SingleSignOn;

/// <summary>Values out of claims, however a provider puts them: one claim a value, a JSON array in one, or a member of a JSON object. Pure.</summary>
internal static class ClaimReading
{
    /// <summary>The values of a claim, in the order of the token.</summary>
    public static IEnumerable<string> ValuesOf(this ClaimsPrincipal principal, string name)
    {
        var flat = principal.FindAll(name).SelectMany(claim => Parsed(claim.Value, []) ?? [claim.Value]).ToList();
        if (flat.Count > 0 || name.Split('.') is not [var first, .. { Length: > 0 } path]) return flat;
        return principal.FindAll(first).SelectMany(claim => Parsed(claim.Value, path) ?? []);
    }

    /// <summary>The first value of a claim; null when there is none.</summary>
    public static string? ValueOf(this ClaimsPrincipal principal, string name) => principal.ValuesOf(name).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim();

    private static List<string>? Parsed(string text, string[] path)
    {
        if (text is not ['[' or '{', ..]) return null;
        try
        {
            using var document = JsonDocument.Parse(text);
            var element = document.RootElement;
            foreach (var member in path)
                if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(member, out element)) return null;
            return element.ValueKind switch
            {
                JsonValueKind.Array => [.. element.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)],
                JsonValueKind.String => [element.GetString()!],
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null; // a plain value that only begins like JSON
        }
    }
}
