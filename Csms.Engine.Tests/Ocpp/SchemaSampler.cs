using System.Text.Json;
using System.Text.Json.Nodes;

namespace Csms.Engine.Tests.Ocpp;

/// <summary>Makes payloads that an official schema allows.</summary>
internal sealed class SchemaSampler(OfficialSchema schema, Random random, SampleSize size)
{
    private static readonly string[] Letters = ["a", "Z", "0", " ", "\"", "\\", "/", "<", "ä", "€", "漢", "😀", "\u007f", "\n"];

    public JsonObject Message() => (JsonObject)Sample(schema.Root, "")!;

    private JsonNode? Sample(JsonElement unresolved, string name)
    {
        var part = schema.Resolve(unresolved);
        if (name == "customData")
        {
            return new JsonObject { ["vendorId"] = "com.example", ["anything"] = new JsonArray(1, "two", new JsonObject { ["three"] = null }) };
        }

        return (part.TryGetProperty("type", out var type) ? type.GetString() : null) switch
        {
            null => new JsonObject { ["any"] = new JsonArray(true, 1.50m, "x"), ["nested"] = new JsonObject() },
            "object" => Members(part),
            "array" => Items(part),
            "boolean" => random.Next(2) == 1,
            "integer" => Whole(part),
            "number" => Number(part),
            "string" => Text(part),
            var other => throw new InvalidDataException(other),
        };
    }

    private JsonObject Members(JsonElement part)
    {
        var result = new JsonObject();
        if (!part.TryGetProperty("properties", out var properties))
        {
            return result;
        }

        var required = part.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet() : [];
        foreach (var property in properties.EnumerateObject())
        {
            var wanted = size switch { SampleSize.Minimal => false, SampleSize.Random => random.Next(2) == 1, _ => true };
            if (wanted || required.Contains(property.Name))
            {
                result[property.Name] = Sample(property.Value, property.Name);
            }
        }

        return result;
    }

    private JsonArray Items(JsonElement part)
    {
        var least = (int)(Bound(part, "minItems") ?? 0);
        var most = (int)Math.Min(Bound(part, "maxItems") ?? 3, Math.Max(least, 3));
        var count = size switch { SampleSize.Minimal => least, SampleSize.Full => Math.Max(least, 1), SampleSize.Maximal => Math.Min(most, Math.Max(least, 2)), _ => random.Next(least, most + 1) };
        var result = new JsonArray();
        for (var i = 0; i < count; i++)
        {
            result.Add(Sample(part.GetProperty("items"), ""));
        }

        return result;
    }

    private int Whole(JsonElement part)
    {
        var least = (int)(Bound(part, "minimum") ?? -100000);
        var most = (int)(Bound(part, "maximum") ?? 2000000000);
        return size switch { SampleSize.Minimal => least, SampleSize.Maximal => most, _ => (int)random.NextInt64(least, (long)most + 1) };
    }

    private decimal Number(JsonElement part)
    {
        var least = Bound(part, "minimum") ?? -100000m;
        var most = Bound(part, "maximum") ?? 1000000m;
        return size switch { SampleSize.Minimal => least, SampleSize.Maximal => most, _ => Math.Clamp(Math.Round(least + ((most - least) * (decimal)random.NextDouble()), 1), least, most) };
    }

    private string Text(JsonElement part)
    {
        if (part.TryGetProperty("enum", out var words))
        {
            return words[size switch { SampleSize.Minimal => 0, SampleSize.Maximal => words.GetArrayLength() - 1, _ => random.Next(words.GetArrayLength()) }].GetString()!;
        }

        if (part.TryGetProperty("format", out var format) && format.GetString() == "date-time")
        {
            return DateTime.UnixEpoch.AddMilliseconds(random.NextInt64(4_000_000_000_000)).ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        }

        var most = (int)(Bound(part, "maxLength") ?? 60);
        var length = size switch { SampleSize.Minimal => 0, SampleSize.Maximal => most, _ => random.Next(Math.Min(most, 60) + 1) };
        return string.Concat(Enumerable.Range(0, length).Select(_ => Letters[random.Next(Letters.Length)]));
    }

    private static decimal? Bound(JsonElement part, string keyword) => part.TryGetProperty(keyword, out var bound) ? bound.GetDecimal() : null;
}
