using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Csms.Simulator.Protocol;

/// <summary>Reading and writing of the small JSON the simulator needs.</summary>
internal static class Json
{
    public static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Text(this JsonNode node) => node.ToJsonString(Relaxed);

    public static string? Str(this JsonObject node, string name) => node[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static int? Int(this JsonObject node, string name) => node[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    public static bool? Bool(this JsonObject node, string name) => node[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    public static JsonObject? Obj(this JsonObject node, string name) => node[name] as JsonObject;

    public static IEnumerable<JsonObject> List(this JsonObject node, string name) => (node[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    public static DateTimeOffset? Instant(this JsonObject node, string name) =>
        DateTimeOffset.TryParse(node.Str(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    public static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    /// <summary>Sets a member only when it has a value: OCPP leaves out what it does not say.</summary>
    public static JsonObject With(this JsonObject node, string name, JsonNode? value)
    {
        if (value is not null) node[name] = value;
        return node;
    }
}
