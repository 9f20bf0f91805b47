using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Csms.Engine.Ocpp.Framing;

namespace Csms.Engine.Tests.Ocpp;

/// <summary>An official schema file and a validator for the keywords these files use, written without a look at the product's own reader.</summary>
internal sealed partial class OfficialSchema
{
    private static readonly ConcurrentDictionary<(OcppVersion, string), OfficialSchema> Loaded = new();

    private OfficialSchema(JsonElement root) => Root = root;

    public JsonElement Root { get; }

    public static OfficialSchema Of(OcppVersion version, string message) => Loaded.GetOrAdd((version, message), key =>
    {
        var text = File.ReadAllText(Path.Combine(SharedReference.Schemas, key.Item1.Number(), key.Item2 + ".json"));
        return new OfficialSchema(JsonDocument.Parse(text).RootElement);
    });

    /// <summary>Follows a $ref.</summary>
    public JsonElement Resolve(JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference)
            ? Root.GetProperty("definitions").GetProperty(reference.GetString()!["#/definitions/".Length..])
            : schema;

    /// <summary>The first breach, or null.</summary>
    public string? Validate(JsonElement value) => Validate(Root, value, "$");

    private string? Validate(JsonElement unresolved, JsonElement value, string path)
    {
        var schema = Resolve(unresolved);
        var type = schema.TryGetProperty("type", out var named) ? named.GetString() : null;
        var fits = type switch
        {
            null => true,
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && value.GetDecimal() % 1 == 0,
            _ => throw new InvalidDataException(type),
        };
        if (!fits)
        {
            return $"{path} is no {type}";
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => ValidateObject(schema, value, path),
            JsonValueKind.Array => ValidateArray(schema, value, path),
            JsonValueKind.String => ValidateString(schema, value.GetString()!, path),
            JsonValueKind.Number => ValidateNumber(schema, value.GetDecimal(), path),
            _ => null,
        };
    }

    private string? ValidateObject(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray())
            {
                if (!value.TryGetProperty(name.GetString()!, out _))
                {
                    return $"{path}.{name} is missing";
                }
            }
        }

        if (!schema.TryGetProperty("properties", out var properties))
        {
            properties = default;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(member.Name, out var property))
            {
                if (Validate(property, member.Value, $"{path}.{member.Name}") is { } breach)
                {
                    return breach;
                }
            }
            else if (schema.TryGetProperty("additionalProperties", out var additional) && additional.ValueKind == JsonValueKind.False)
            {
                return $"{path}.{member.Name} is unknown";
            }
        }

        return null;
    }

    private string? ValidateArray(JsonElement schema, JsonElement value, string path)
    {
        var count = value.GetArrayLength();
        if (Bound(schema, "minItems") > count || Bound(schema, "maxItems") < count)
        {
            return $"{path} has {count} items";
        }

        if (schema.TryGetProperty("items", out var items))
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                if (Validate(items, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]")) is { } breach)
                {
                    return breach;
                }
            }
        }

        return null;
    }

    private static string? ValidateString(JsonElement schema, string value, string path)
    {
        if (Bound(schema, "maxLength") < value.EnumerateRunes().Count())
        {
            return $"{path} is too long";
        }

        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => word.GetString() == value))
        {
            return $"{path} has the unknown word {value}";
        }

        return schema.TryGetProperty("format", out var format) && format.GetString() == "date-time"
            && !(Rfc3339().IsMatch(value) && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _))
            ? $"{path} is no date-time"
            : null;
    }

    private static string? ValidateNumber(JsonElement schema, decimal value, string path) =>
        Bound(schema, "minimum") > value || Bound(schema, "maximum") < value
        || (schema.TryGetProperty("multipleOf", out var step) && value % step.GetDecimal() != 0)
            ? $"{path} is out of range"
            : null;

    private static decimal? Bound(JsonElement schema, string keyword) => schema.TryGetProperty(keyword, out var bound) ? bound.GetDecimal() : null;

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Rfc3339();
}
