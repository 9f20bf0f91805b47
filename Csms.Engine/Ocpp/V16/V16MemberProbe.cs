using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.V21.Messages;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.V16;

/// <summary>
/// Finds out what of a command's body 1.6 can say: translates a body that has every member, once for each word of its own lists, and watches what is taken. So
/// the translation itself is the one place that knows.
/// </summary>
internal sealed partial class V16MemberProbe
{
    private const int Deepest = 8;

    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> entered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> words = new(StringComparer.Ordinal);

    /// <summary>The fields of a command that 1.6 can say.</summary>
    public static CommandMembers Of(V16Command row)
    {
        var probe = new V16MemberProbe();
        var type = V21Messages.All.Find(row.Action)!.Request;
        var choices = type.Fields.Where(field => field.Kind == WireKind.Enum).SelectMany(field => field.Shape.Words.Select(word => (field.Name, Word: (string?)word))).DefaultIfEmpty(("", null));
        foreach (var (member, word) in choices)
        {
            var body = Full(type, 0);
            if (word is not null) body[member] = word;
            _ = row.Plan(new CommandArguments(body, probe)).ToList(); // the answer does not count, only what was asked for
        }

        return new CommandMembers(probe.taken, probe.entered, probe.words.ToDictionary(each => each.Key, each => (IReadOnlyList<string>)[.. each.Value], StringComparer.Ordinal));
    }

    public void Takes(string path) => taken.Add(Plain(path));

    public void Enters(string path) => entered.Add(Plain(path));

    public void Words(string path, ReadOnlySpan<(string From, string To)> list)
    {
        if (!words.TryGetValue(Plain(path), out var all)) words[Plain(path)] = all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (from, _) in list) all.Add(from);
    }

    private static JsonObject Full(WireType type, int depth)
    {
        var body = new JsonObject();
        foreach (var field in type.Fields)
        {
            if (field.Name != "customData" && Value(field.Shape, depth) is { } value) body[field.Name] = value;
        }

        return body;
    }

    private static JsonNode? Value(WireShape shape, int depth) => shape.Kind switch
    {
        WireKind.Object => depth < Deepest ? Full(shape.Nested!, depth + 1) : null,
        WireKind.Array => Value(shape.Item!, depth) is { } item ? new JsonArray(item) : null,
        WireKind.Enum => shape.Words[0],
        WireKind.Integer or WireKind.Number => JsonValue.Create(1m),
        WireKind.Boolean => true,
        WireKind.Any => new JsonObject(),
        WireKind.DateTime => "2026-01-01T00:00:00Z",
        _ => "1",
    };

    private static string Plain(string path) => Index().Replace(path, "");

    [GeneratedRegex(@"\[\d+\]", RegexOptions.CultureInvariant)]
    private static partial Regex Index();
}
