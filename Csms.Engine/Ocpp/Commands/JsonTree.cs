using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Commands;

/// <summary>Careful looks into JSON trees of others: nothing here throws on what it finds.</summary>
internal static class JsonTree
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = WireLimits.MaxDepth };

    /// <summary>The object, or null when the text is no JSON object that can be read and written again.</summary>
    public static JsonObject? TryParse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var tree = JsonNode.Parse(utf8, documentOptions: Strict) as JsonObject;
            _ = tree?.ToJsonString();
            return tree;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Broken text, or half a surrogate pair, for which the tree has no Try form.
            return null;
        }
    }

    /// <summary>The text of a string; null for anything else.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The whole number; null for anything else.</summary>
    public static int? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<decimal>(out var number) && number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue
            ? (int)number
            : null;

    /// <summary>The objects of an array member; none when it is something else.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node is JsonArray list ? list.OfType<JsonObject>() : [];

    /// <summary>An object of the members that have a value.</summary>
    public static JsonObject Of(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var made = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                made[name] = value.Parent is null ? value : value.DeepClone();
            }
        }

        return made;
    }
}
