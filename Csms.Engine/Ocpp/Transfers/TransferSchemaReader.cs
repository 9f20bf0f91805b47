using System.Globalization;
using System.Text.Json;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Transfers;

/// <summary>
/// Reads a JSON schema into a field table: objects, lists, text, numbers, words, times. A keyword that is not checked is a fault, since passing over it would
/// let through what the schema forbids.
/// </summary>
internal sealed class TransferSchemaReader
{
    private const int MostFields = 64, Deepest = 8;

    // They say nothing of what is allowed.
    private static readonly HashSet<string> Notes = ["$schema", "$id", "id", "$comment", "comment", "title", "description", "default", "examples", "javaType", "type"];

    /// <summary>Why the schema can't be taken; null as long as it can.</summary>
    public SchemaFault? Fault { get; private set; }

    /// <summary>additionalProperties is false somewhere.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The table of the whole; null and <see cref="Fault"/> where there is none.</summary>
    public WireType<TransferObject>? Message(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object) return Fail<WireType<TransferObject>>(SchemaFaultKind.NotAnObject, "", "");
        if (TypeOf(schema) is not "object") return Fail<WireType<TransferObject>>(SchemaFaultKind.NotOfAnObject, "/type", TypeOf(schema) ?? "");
        return Object(schema, "", "Data", 0);
    }

    private WireType<TransferObject>? Object(JsonElement schema, string path, string name, int depth)
    {
        if (depth > Deepest) return Fail<WireType<TransferObject>>(SchemaFaultKind.TooLarge, path, name);
        if (!OnlyKnown(schema, path, "properties", "required", "additionalProperties")) return null;
        if (schema.TryGetProperty("additionalProperties", out var more))
        {
            if (more.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return Fail<WireType<TransferObject>>(SchemaFaultKind.WrongValue, $"{path}/additionalProperties", more.GetRawText());
            IsClosed |= more.ValueKind == JsonValueKind.False;
        }

        HashSet<string> required = [];
        if (schema.TryGetProperty("required", out var names))
        {
            if (Words(names) is not { } listed) return Fail<WireType<TransferObject>>(SchemaFaultKind.WrongValue, $"{path}/required", "required");
            required = [.. listed];
        }

        var fields = new List<WireField<TransferObject>>();
        if (schema.TryGetProperty("properties", out var properties))
        {
            if (properties.ValueKind != JsonValueKind.Object) return Fail<WireType<TransferObject>>(SchemaFaultKind.WrongValue, $"{path}/properties", "properties");
            foreach (var property in properties.EnumerateObject())
            {
                if (Field(property, $"{path}/properties/{property.Name}", required.Remove(property.Name), depth) is not { } field) return null;
                if (fields.Exists(each => each.Name == field.Name)) return Fail<WireType<TransferObject>>(SchemaFaultKind.WrongValue, $"{path}/properties", property.Name);
                fields.Add(field);
            }
        }

        if (required.Count > 0) return Fail<WireType<TransferObject>>(SchemaFaultKind.WrongValue, $"{path}/required", required.First());
        return fields.Count > MostFields
            ? Fail<WireType<TransferObject>>(SchemaFaultKind.TooLarge, $"{path}/properties", fields.Count.ToString(CultureInfo.InvariantCulture))
            : new WireType<TransferObject>(name, static () => new TransferObject(), [.. fields]);
    }

    private WireField<TransferObject>? Field(JsonProperty property, string path, bool required, int depth)
    {
        var (name, schema) = (property.Name, property.Value);
        return Shape(schema, path, name, depth) switch
        {
            null => null,
            WireShape<string> text => TransferObject.Field(name, required, text),
            WireShape<WireJson> any => TransferObject.Field(name, required, any),
            WireShape<TransferObject> nested => TransferObject.Field(name, required, nested),
            WireShape<long> whole => TransferObject.FieldOfValue(name, required, whole),
            WireShape<decimal> number => TransferObject.FieldOfValue(name, required, number),
            WireShape<bool> flag => TransferObject.FieldOfValue(name, required, flag),
            WireShape<DateTimeOffset> time => TransferObject.FieldOfValue(name, required, time),
            WireShape<IReadOnlyList<string>> list => TransferObject.Field(name, required, list),
            WireShape<IReadOnlyList<long>> list => TransferObject.Field(name, required, list),
            WireShape<IReadOnlyList<decimal>> list => TransferObject.Field(name, required, list),
            WireShape<IReadOnlyList<TransferObject>> list => TransferObject.Field(name, required, list),
            _ => Fail<WireField<TransferObject>>(SchemaFaultKind.WrongValue, path, name),
        };
    }

    private WireShape? Shape(JsonElement schema, string path, string name, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object) return Fail<WireShape>(SchemaFaultKind.NotAnObject, path, name);
        switch (TypeOf(schema))
        {
            case null when !schema.TryGetProperty("type", out _) && !schema.TryGetProperty("enum", out _):
                return OnlyKnown(schema, path) ? WireAny.Shape : null;
            case "string" or null when schema.TryGetProperty("enum", out var listed):
                if (!OnlyKnown(schema, path, "enum")) return null;
                return Words(listed) is { Count: > 0 } words ? new WireWords(words) : Fail<WireShape>(SchemaFaultKind.WrongValue, $"{path}/enum", "enum");
            case "string":
                return Text(schema, path);
            case "integer":
                if (!OnlyKnown(schema, path, "minimum", "maximum")) return null;
                return Bound(schema, path, "minimum", out var least) && Bound(schema, path, "maximum", out var most) && Whole(least, path, "minimum") && Whole(most, path, "maximum")
                    ? new WireInteger<long>((long?)least, (long?)most) : null;
            case "number":
                if (!OnlyKnown(schema, path, "minimum", "maximum", "multipleOf")) return null;
                return Bound(schema, path, "minimum", out var low) && Bound(schema, path, "maximum", out var high) && Bound(schema, path, "multipleOf", out var step)
                    ? step is { } wide and <= 0 ? Fail<WireShape>(SchemaFaultKind.WrongValue, $"{path}/multipleOf", wide.ToString(CultureInfo.InvariantCulture)) : new WireNumber(low, high, step) : null;
            case "boolean":
                return OnlyKnown(schema, path) ? WireBoolean.Shape : null;
            case "object":
                return Object(schema, path, name, depth + 1)?.Shape;
            case "array":
                return List(schema, path, name, depth);
            default:
                return Fail<WireShape>(SchemaFaultKind.WrongValue, $"{path}/type", TypeOf(schema) ?? "type");
        }
    }

    private WireShape? Text(JsonElement schema, string path)
    {
        if (!OnlyKnown(schema, path, "maxLength", "format") || !Count(schema, path, "maxLength", out var longest)) return null;
        if (!schema.TryGetProperty("format", out var format)) return new WireString(longest);
        return format.ValueKind == JsonValueKind.String && format.GetString() == "date-time" && longest is null
            ? WireDateTime.Shape : Fail<WireShape>(SchemaFaultKind.WrongValue, $"{path}/format", format.GetRawText());
    }

    private WireShape? List(JsonElement schema, string path, string name, int depth)
    {
        if (depth > Deepest) return Fail<WireShape>(SchemaFaultKind.TooLarge, path, name);
        if (!OnlyKnown(schema, path, "items", "minItems", "maxItems") || !Count(schema, path, "minItems", out var fewest) || !Count(schema, path, "maxItems", out var most)) return null;
        if (!schema.TryGetProperty("items", out var items)) return Fail<WireShape>(SchemaFaultKind.WrongValue, path, "items");
        return Shape(items, $"{path}/items", name, depth + 1) switch
        {
            null => null,
            WireShape<string> text => new WireList<string>(text, fewest, most),
            WireShape<long> whole => new WireList<long>(whole, fewest, most),
            WireShape<decimal> number => new WireList<decimal>(number, fewest, most),
            WireShape<TransferObject> nested => new WireList<TransferObject>(nested, fewest, most),
            _ => Fail<WireShape>(SchemaFaultKind.WrongValue, $"{path}/items", TypeOf(items) ?? "type"),
        };
    }

    private bool OnlyKnown(JsonElement schema, string path, params ReadOnlySpan<string> checkedHere)
    {
        foreach (var member in schema.EnumerateObject())
        {
            if (!Notes.Contains(member.Name) && !checkedHere.Contains(member.Name))
            {
                Fail<WireShape>(SchemaFaultKind.UnknownKeyword, $"{path}/{member.Name}", member.Name);
                return false;
            }
        }

        return true;
    }

    private bool Bound(JsonElement schema, string path, string name, out decimal? bound)
    {
        bound = null;
        if (!schema.TryGetProperty(name, out var value)) return true;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number))
        {
            bound = number;
            return true;
        }

        Fail<WireShape>(SchemaFaultKind.WrongValue, $"{path}/{name}", value.GetRawText());
        return false;
    }

    private bool Whole(decimal? bound, string path, string name)
    {
        if (bound is not { } value || (value == decimal.Truncate(value) && value is >= long.MinValue and <= long.MaxValue)) return true;
        Fail<WireShape>(SchemaFaultKind.WrongValue, $"{path}/{name}", value.ToString(CultureInfo.InvariantCulture));
        return false;
    }

    private bool Count(JsonElement schema, string path, string name, out int? count)
    {
        count = null;
        if (!schema.TryGetProperty(name, out var value)) return true;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0)
        {
            count = number;
            return true;
        }

        Fail<WireShape>(SchemaFaultKind.WrongValue, $"{path}/{name}", value.GetRawText());
        return false;
    }

    private static string? TypeOf(JsonElement schema) => schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    private static List<string>? Words(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array) return null;
        var words = new List<string>();
        foreach (var word in list.EnumerateArray())
        {
            if (word.ValueKind != JsonValueKind.String || words.Contains(word.GetString()!)) return null;
            words.Add(word.GetString()!);
        }

        return words;
    }

    // The first fault is told; what comes of it is not.
    private T? Fail<T>(SchemaFaultKind kind, string path, string word)
        where T : class
    {
        Fault ??= new SchemaFault(kind, path, word);
        return null;
    }
}
