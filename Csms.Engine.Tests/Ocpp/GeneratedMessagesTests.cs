using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Wire;
using Csms.SchemaGen;

namespace Csms.Engine.Tests.Ocpp;

public sealed class GeneratedMessagesTests
{
    [SharedFact]
    public void Generator_RunOnTheOfficialSchemas_GivesTheCommittedFiles()
    {
        var folder = Path.Combine(SharedReference.Repository, "Csms.Engine", "Ocpp");
        var generated = MessageGenerator.Generate(SharedReference.Schemas);
        var committed = Directory.GetFiles(folder, "*.g.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file));
        Assert.Equal(generated.Keys, committed.Order(StringComparer.Ordinal));
        foreach (var (path, text) in generated)
        {
            Assert.Equal(text, File.ReadAllText(Path.Combine(folder, path)));
        }
    }

    [Theory]
    [InlineData(OcppVersion.V16, 39, 13, 25)]
    [InlineData(OcppVersion.V201, 64, 24, 39)]
    [InlineData(OcppVersion.V21, 91, 36, 54)]
    public void Catalogue_OfAVersion_HoldsEveryActionWithItsDirection(OcppVersion version, int all, int fromStation, int fromCsms)
    {
        var actions = version.Actions();
        Assert.Equal(all, actions.Count);
        Assert.Equal(fromStation, actions.Count(action => action.Direction == MessageDirection.FromStation));
        Assert.Equal(fromCsms, actions.Count(action => action.Direction == MessageDirection.FromCsms));
        Assert.Equal("DataTransfer", Assert.Single(actions, action => action.Direction == MessageDirection.Both).Name);
        Assert.All(actions, action => Assert.Same(action, actions.Find(System.Text.Encoding.UTF8.GetBytes(action.Name))));
        Assert.All(actions, action => Assert.Same(action, actions.Find(action.Name)));
        Assert.Null(actions.Find("heartbeat"u8));
        Assert.Null(actions.Find(""u8));
        Assert.Null(actions.Find(new string('x', 1000)));
        Assert.Equal(version == OcppVersion.V21 ? ["NotifyPeriodicEventStream"] : [], actions.Where(action => action.Response is null).Select(action => action.Name));
    }

    [SharedTheory]
    [MemberData(nameof(OfficialMessages.All), MemberType = typeof(OfficialMessages))]
    public void Metadata_OfAMessage_StatesTheFactsOfTheSchema(OcppVersion version, string message)
    {
        var schema = OfficialSchema.Of(version, message);
        Compare(schema, schema.Root, OfficialMessages.Type(version, message));
    }

    private static void Compare(OfficialSchema schema, System.Text.Json.JsonElement part, WireType type)
    {
        var properties = part.TryGetProperty("properties", out var found) ? found.EnumerateObject().ToList() : [];
        Assert.Equal(properties.Select(property => property.Name), type.Fields.Select(field => field.Name));
        var required = part.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).Order() : Enumerable.Empty<string>();
        Assert.Equal(required, type.Fields.Where(field => field.Required).Select(field => field.Name).Order());
        foreach (var property in properties)
        {
            if (property.Name != "customData")
            {
                Compare(schema, schema.Resolve(property.Value), type.Field(property.Name)!.Shape);
            }
        }
    }

    private static void Compare(OfficialSchema schema, System.Text.Json.JsonElement part, WireShape shape)
    {
        decimal? Fact(string keyword) => part.TryGetProperty(keyword, out var fact) ? fact.GetDecimal() : null;
        var kind = (part.TryGetProperty("type", out var type) ? type.GetString() : null) switch
        {
            null => WireKind.Any,
            "object" => WireKind.Object,
            "array" => WireKind.Array,
            "boolean" => WireKind.Boolean,
            "integer" => WireKind.Integer,
            "number" => WireKind.Number,
            _ when part.TryGetProperty("enum", out _) => WireKind.Enum,
            _ when part.TryGetProperty("format", out var format) && format.GetString() == "date-time" => WireKind.DateTime,
            _ => WireKind.String,
        };
        Assert.Equal(kind, shape.Kind);
        Assert.Equal(
            (Fact("maxLength"), Fact("minimum"), Fact("maximum"), Fact("multipleOf"), Fact("minItems"), Fact("maxItems")),
            (shape.MaxLength, shape.Minimum, shape.Maximum, shape.MultipleOf, shape.MinItems, shape.MaxItems));
        Assert.Equal(part.TryGetProperty("enum", out var words) ? words.EnumerateArray().Select(word => word.GetString()!) : Enumerable.Empty<string>(), shape.Words);
        if (kind == WireKind.Array)
        {
            Compare(schema, schema.Resolve(part.GetProperty("items")), shape.Item!);
        }
        else if (kind == WireKind.Object)
        {
            Compare(schema, part, shape.Nested!);
        }
    }
}
