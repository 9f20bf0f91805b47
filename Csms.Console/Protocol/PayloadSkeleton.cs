using System.Collections.Frozen;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Console.Protocol;

/// <summary>A payload to begin with: everything that a message requires, with values of the right form, and nothing else. Pure.</summary>
public static class PayloadSkeleton
{
    private const int Deepest = 12;

    /// <summary>Where the first word or the number 1 would not be taken: periods and ranks begin at 0 (2.1 K01.FR.31), and not every purpose may be set (K01.FR.22).</summary>
    private static readonly FrozenDictionary<string, object> _begin =
        new Dictionary<string, object> { ["startPeriod"] = 0L, ["stackLevel"] = 0L, ["chargingProfilePurpose"] = "TxDefaultProfile" }.ToFrozenDictionary();

    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The skeleton as indented JSON.</summary>
    /// <param name="type">Message.</param>
    /// <param name="now">Stands where a time is required.</param>
    public static string Of(WireType type, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Members(type, now, 0).ToJsonString(_indented);
    }

    private static JsonObject Members(WireType type, DateTimeOffset now, int depth)
    {
        var members = new JsonObject();
        foreach (var field in type.Fields)
            if (field.Required) members[field.Name] = _begin.TryGetValue(field.Name, out var begin) ? JsonSerializer.SerializeToNode(begin) : Value(field.Shape, now, depth);
        return members;
    }

    // Numbers begin with 1: EVSEs, connectors and requests are counted from there.
    private static JsonNode? Value(WireShape shape, DateTimeOffset now, int depth) => shape.Kind switch
    {
        WireKind.String => JsonValue.Create(""),
        WireKind.Integer => JsonValue.Create((long)Number(shape)),
        WireKind.Number => JsonValue.Create(Number(shape)),
        WireKind.Boolean => JsonValue.Create(false),
        WireKind.DateTime => JsonValue.Create(now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        WireKind.Enum => JsonValue.Create(shape.Words[0]),
        WireKind.Object when depth < Deepest => Members(shape.Nested!, now, depth + 1),
        WireKind.Array when shape.Item is { } item => new JsonArray([.. Enumerable.Range(0, Math.Max(1, shape.MinItems ?? 0)).Select(_ => Value(item, now, depth))]),
        _ => new JsonObject(),
    };

    private static decimal Number(WireShape shape) => shape.Minimum > 1 ? shape.Minimum.Value : shape.Maximum < 1 ? shape.Maximum.Value : 1;
}
