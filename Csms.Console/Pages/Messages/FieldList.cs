using System.Text;
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
    public static IReadOnlyList<FieldRow> Of(string? version, string? action, string payload, bool answer) => Of(TypeOf(version, action, answer), payload);

    /// <summary>The rows of a payload.</summary>
    /// <param name="type">Its field table; null: no rules are told.</param>
    /// <param name="payload">JSON.</param>
    public static IReadOnlyList<FieldRow> Of(WireType? type, string payload)
    {
        var rows = new List<FieldRow>();
        try
        {
            using var document = JsonDocument.Parse(payload);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return [new("", 0, document.RootElement.GetRawText(), null) { Known = false }];
            Members(rows, "", 0, document.RootElement, type);
        }
        catch (JsonException)
        {
            return [new("", 0, payload, null) { Known = false }]; // unreadable: as it came
        }

        Explained(rows);
        if (type?.Check(Encoding.UTF8.GetBytes(payload), out _) is { } violation) Mark(rows, violation);
        return rows;
    }

    /// <summary>The field table of a message; null when the version does not know it.</summary>
    public static WireType? TypeOf(string? version, string? action, bool answer)
    {
        if (version is null || action is null || !OcppVersions.TryParseSubprotocol("ocpp" + version, out var known)) return null;
        var entry = known.Actions().Find(action);
        return answer ? entry?.Response : entry?.Request;
    }

    private static void Members(List<FieldRow> rows, string path, int depth, JsonElement element, WireType? type)
    {
        foreach (var member in element.EnumerateObject())
        {
            var field = type?.Field(member.Name);
            var rule = field is null ? null : new FieldRule(type!, field.Name, field.Shape, field.Required);
            Value(rows, path.Length == 0 ? member.Name : $"{path}.{member.Name}", depth, member.Value, rule, field is not null || type is null);
        }
    }

    private static void Value(List<FieldRow> rows, string path, int depth, JsonElement value, FieldRule? rule, bool known)
    {
        if (rows.Count >= Most) return;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                rows.Add(new(path, depth, null, rule) { Known = known });
                Members(rows, path, depth + 1, value, rule?.Shape.Nested);
                break;
            case JsonValueKind.Array:
                var index = 0;
                var item = rule?.Shape.Item is { } shape ? rule with { Shape = shape, Required = false } : null;
                foreach (var entry in value.EnumerateArray()) Value(rows, $"{path}[{index++}]", depth, entry, item, known);
                if (index == 0) rows.Add(new(path, depth, "[]", rule) { Known = known });
                break;
            default:
                rows.Add(new(path, depth, value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText(), rule) { Known = known });
                break;
        }
    }

    private static void Explained(List<FieldRow> rows)
    {
        var seen = new HashSet<(WireType, string)>();
        for (var i = 0; i < rows.Count; i++)
            if (rows[i].Rule is { } rule && !seen.Add((rule.Owner, rule.Name))) rows[i] = rows[i] with { First = false };
    }

    // What is missing has no row of its own: it gets one where it belongs, at the end of its object.
    private static void Mark(List<FieldRow> rows, WireViolation violation)
    {
        var at = rows.FindIndex(row => row.Path == violation.Path);
        if (at >= 0)
        {
            rows[at] = rows[at] with { Fault = violation.Said };
            return;
        }

        var dot = violation.Path.LastIndexOf('.');
        var inside = dot < 0 ? "" : violation.Path[..dot];
        var owner = rows.Find(row => inside.Length > 0 && row.Path == inside);
        var last = rows.FindLastIndex(row => owner is null || row == owner || row.Path.StartsWith(inside + ".", StringComparison.Ordinal));
        rows.Insert(last + 1, new(violation.Path, owner is null ? 0 : owner.Depth + 1, null, null) { Fault = violation.Said });
    }
}
