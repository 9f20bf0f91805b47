using System.Text.Json;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Console.Pages.Messages;

/// <summary>A payload field by field, each with what the standard says of it. Pure.</summary>
public static class FieldList
{
    private const int Most = 400;

    /// <summary>The rows of a payload.</summary>
    /// <param name="version">"1.6", "2.0.1" or "2.1"; null: no rules are told.</param>
    /// <param name="action">Action of the exchange.</param>
    /// <param name="payload">JSON.</param>
    /// <param name="answer">It is the answer.</param>
    public static IReadOnlyList<FieldRow> Of(string? version, string? action, string payload, bool answer)
    {
        var rows = new List<FieldRow>();
        try
        {
            using var document = JsonDocument.Parse(payload);
            var type = TypeOf(version, action, answer);
            if (document.RootElement.ValueKind == JsonValueKind.Object) Members(rows, "", document.RootElement, type?.Fields);
            else rows.Add(new FieldRow("", document.RootElement.GetRawText(), null, false));
        }
        catch (JsonException)
        {
            rows.Add(new FieldRow("", payload, null, false)); // unreadable: as it came
        }
        return rows;
    }

    private static WireType? TypeOf(string? version, string? action, bool answer)
    {
        if (version is null || action is null || !OcppVersions.TryParseSubprotocol("ocpp" + version, out var known)) return null;
        var entry = known.Actions().Find(action);
        return answer ? entry?.Response : entry?.Request;
    }

    private static void Members(List<FieldRow> rows, string path, JsonElement element, IReadOnlyList<WireField>? fields)
    {
        foreach (var member in element.EnumerateObject())
        {
            var field = fields?.FirstOrDefault(each => each.Name == member.Name);
            Value(rows, path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value, field?.Shape, field?.Required == true, field is not null || fields is null);
        }
    }

    private static void Value(List<FieldRow> rows, string path, JsonElement value, WireShape? shape, bool required, bool known)
    {
        if (rows.Count >= Most) return;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Members(rows, path, value, shape?.Nested?.Fields);
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray()) Value(rows, $"{path}[{index++}]", item, shape?.Item, false, known);
                if (index == 0) rows.Add(new FieldRow(path, "[]", Rule(shape, required), known));
                break;
            default:
                rows.Add(new FieldRow(path, value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText(), Rule(shape, required), known));
                break;
        }
    }

    private static FieldRule? Rule(WireShape? shape, bool required) => shape is null ? null : new FieldRule(shape, required);
}
