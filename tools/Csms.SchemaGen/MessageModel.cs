using System.Globalization;
using System.Text.Json;

namespace Csms.SchemaGen;

/// <summary>The types of one version. A name met twice must mean the same both times.</summary>
internal sealed class MessageModel(SchemaVersion version)
{
    public SchemaVersion Version => version;

    public SortedDictionary<string, ModelType> Messages { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, ModelType> Types { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, ModelEnum> Enums { get; } = new(StringComparer.Ordinal);

    public void AddMessage(string name, JsonElement schema) => Messages.Add(name, ReadObject(name, schema, schema));

    private ModelType ReadObject(string name, JsonElement schema, JsonElement root)
    {
        var required = schema.TryGetProperty("required", out var list)
            ? list.EnumerateArray().Select(item => item.GetString()!).ToHashSet(StringComparer.Ordinal)
            : [];
        var fields = new List<ModelField>();
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                fields.Add(new(property.Name, MessageNames.Pascal(property.Name), required.Contains(property.Name), Shape(name, property.Name, property.Value, root)));
            }
        }

        return new(name, fields);
    }

    private ModelShape Shape(string owner, string property, JsonElement schema, JsonElement root)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var definition = reference.GetString()!["#/definitions/".Length..];
            return definition == "CustomDataType"
                ? new("WireJson", false, "WireAny.Shape")
                : Named(definition, root.GetProperty("definitions").GetProperty(definition), root);
        }

        if (!schema.TryGetProperty("type", out var type))
        {
            return new("WireJson", false, "WireAny.Shape");
        }

        switch (type.GetString())
        {
            case "object":
                return Named(MessageNames.InlineObject(property), schema, root);
            case "string" when schema.TryGetProperty("enum", out _):
                return Named(MessageNames.InlineEnum(owner, property), schema, root);
            case "string" when schema.TryGetProperty("format", out var format) && format.GetString() == "date-time":
                return new("DateTimeOffset", true, "WireDateTime.Shape");
            case "string":
                return new("string", false, $"new WireString({Number(schema, "maxLength")})");
            case "boolean":
                return new("bool", true, "WireBoolean.Shape");
            case "integer":
                var integer = MessageNames.IsLong(version, owner, property) ? "long" : "int";
                return new(integer, true, $"new WireInteger<{integer}>({Arguments(schema, "", ("minimum", "minimum"), ("maximum", "maximum"))})");
            case "number":
                return new("decimal", true, $"new WireNumber({Arguments(schema, "m", ("minimum", "minimum"), ("maximum", "maximum"), ("multipleOf", "multipleOf"))})");
            case "array":
                var item = Shape(owner, property, schema.GetProperty("items"), root);
                var bounds = Arguments(schema, "", ("minItems", "minItems"), ("maxItems", "maxItems"));
                return new($"IReadOnlyList<{item.CSharp}>", false, $"new WireList<{item.CSharp}>({item.Expression}{(bounds.Length > 0 ? ", " + bounds : "")})");
            default:
                throw new InvalidDataException($"{owner}.{property} has the unknown type {type}.");
        }
    }

    private ModelShape Named(string name, JsonElement schema, JsonElement root)
    {
        if (schema.TryGetProperty("enum", out var words))
        {
            var found = new ModelEnum(name, [.. words.EnumerateArray().Select(word => word.GetString()!)]);
            if (Enums.TryGetValue(name, out var known) && !known.Words.SequenceEqual(found.Words))
            {
                throw new InvalidDataException($"{version.Folder}: two different enumerations are called {name}.");
            }

            Enums[name] = found;
            return new(name, true, $"{version.Name}Words.{name}");
        }

        if (schema.GetProperty("type").GetString() != "object")
        {
            throw new InvalidDataException($"{version.Folder}: {name} is neither enumeration nor object.");
        }

        var type = ReadObject(name, schema, root);
        if (Types.TryGetValue(name, out var other) && !other.Fields.SequenceEqual(type.Fields))
        {
            throw new InvalidDataException($"{version.Folder}: two different types are called {name}.");
        }

        Types[name] = type;
        return new(name, false, $"Messages.{name}.Wire.Shape");
    }

    private static string Arguments(JsonElement schema, string suffix, params (string Keyword, string Argument)[] arguments) =>
        string.Join(", ", arguments.Where(argument => schema.TryGetProperty(argument.Keyword, out _))
            .Select(argument => $"{argument.Argument}: {Number(schema, argument.Keyword)}{suffix}"));

    // The schemas write integer bounds as 0.0 in places.
    private static string Number(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var value) ? value.GetDecimal().ToString("0.############", CultureInfo.InvariantCulture) : "";
}
