using System.Text.Json;

namespace Csms.Console.Security.Audit;

/// <summary>From the states before and after to what changed, member by member. Pure.</summary>
internal static class AuditDiff
{
    /// <summary>Every member of both, in the order of the documents; nested ones with their path, lists of plain values in one line.</summary>
    public static IReadOnlyList<AuditChange> Of(string? before, string? after)
    {
        var (was, now) = (Flat(before), Flat(after));
        return [.. was.Keys.Concat(now.Keys.Where(key => !was.ContainsKey(key))).Select(key => new AuditChange(key, was.GetValueOrDefault(key), now.GetValueOrDefault(key)))];
    }

    private static OrderedDictionary<string, string> Flat(string? json)
    {
        var flat = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        if (json is null) return flat;
        using var document = JsonDocument.Parse(json);
        Add(flat, "", document.RootElement);
        return flat;
    }

    private static void Add(OrderedDictionary<string, string> flat, string path, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject()) Add(flat, path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value);
        }
        else if (element.ValueKind == JsonValueKind.Array && element.EnumerateArray().Any(one => one.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
        {
            var at = 0;
            foreach (var one in element.EnumerateArray()) Add(flat, $"{path}[{++at}]", one);
        }
        else
        {
            flat[path] = element.ValueKind == JsonValueKind.Array ? string.Join(", ", element.EnumerateArray().Select(one => one.ToString())) : element.ToString();
        }
    }
}
