using Csms.Engine.Ocpp.Transfers;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Tests.Ocpp;

/// <summary>JSON schemas of vendors' messages: what is taken, what is refused, and what they forbid.</summary>
public sealed class TransferSchemaTests
{
    private const string Parking = """
        {"$schema":"http://json-schema.org/draft-06/schema#","type":"object","additionalProperties":false,"required":["slot","state"],"properties":{
          "slot":{"type":"integer","minimum":1,"maximum":99},
          "state":{"type":"string","enum":["free","taken"]},
          "since":{"type":"string","format":"date-time"},
          "plate":{"type":"string","maxLength":10},
          "share":{"type":"number","minimum":0,"maximum":1,"multipleOf":0.5},
          "blocked":{"type":"boolean"},
          "tags":{"type":"array","items":{"type":"string"},"maxItems":2},
          "car":{"type":"object","required":["model"],"properties":{"model":{"type":"string"}}},
          "more":{}}}
        """;

    [Theory]
    [InlineData("""{"slot":1,"state":"free"}""", null)]
    [InlineData("""{"slot":1,"state":"free","since":"2026-03-01T10:00:00Z","plate":"B-XY 1","share":0.5,"blocked":true,"tags":["a","b"],"car":{"model":"X"},"more":[1,{"a":2}]}""", null)]
    [InlineData(null, "slot is required")]
    [InlineData("""{"slot":1}""", "state is required")]
    [InlineData("""{"slot":100,"state":"free"}""", "slot must be between 1 and 99")]
    [InlineData("""{"slot":"1","state":"free"}""", "slot must be an integer")]
    [InlineData("""{"slot":1,"state":"Free"}""", "state has the undefined value \"Free\"")]
    [InlineData("""{"slot":1,"state":"free","since":"yesterday"}""", "since must be a date and time (RFC 3339)")]
    [InlineData("""{"slot":1,"state":"free","plate":"12345678901"}""", "plate is longer than 10 characters")]
    [InlineData("""{"slot":1,"state":"free","share":0.3}""", "share must be a multiple of 0.5")]
    [InlineData("""{"slot":1,"state":"free","tags":["a","b","c"]}""", "tags has more than 2 items")]
    [InlineData("""{"slot":1,"state":"free","tags":[1]}""", "tags[0] must be a string")]
    [InlineData("""{"slot":1,"state":"free","car":{}}""", "car.model is required")]
    [InlineData("""{"slot":1,"state":"free","colour":"red"}""", "colour is not in the schema")]
    [InlineData("""[1]""", "The payload must be an object")]
    [InlineData("""{"slot":1""", "The payload is not valid JSON")]
    public void Check_DataOfAMessage_SaysTheFirstThingThatTheSchemaForbids(string? data, string? said) =>
        Assert.Equal(said, TransferSchema.Read(Parking, out _)!.Check(data)?.ToString());

    [Theory]
    [InlineData("""{"type":"object""", SchemaFaultKind.NotJson, "")]
    [InlineData("""7""", SchemaFaultKind.NotAnObject, "")]
    [InlineData("""{"type":"string"}""", SchemaFaultKind.NotOfAnObject, "/type")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","pattern":"x"}}}""", SchemaFaultKind.UnknownKeyword, "/properties/a/pattern")]
    [InlineData("""{"type":"object","oneOf":[]}""", SchemaFaultKind.UnknownKeyword, "/oneOf")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"text"}}}""", SchemaFaultKind.WrongValue, "/properties/a/type")]
    [InlineData("""{"type":"object","properties":{"a":7}}""", SchemaFaultKind.NotAnObject, "/properties/a")]
    [InlineData("""{"type":"object","required":["b"],"properties":{"a":{"type":"string"}}}""", SchemaFaultKind.WrongValue, "/required")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer","minimum":0.5}}}""", SchemaFaultKind.WrongValue, "/properties/a/minimum")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"array"}}}""", SchemaFaultKind.WrongValue, "/properties/a")]
    [InlineData("""{"type":"object","properties":{"a":{"type":["string","null"]}}}""", SchemaFaultKind.WrongValue, "/properties/a/type")]
    [InlineData("""{"type":"object","properties":{"a":{"enum":["x","x"]}}}""", SchemaFaultKind.WrongValue, "/properties/a/enum")]
    public void Read_SchemaThatIsNotTaken_SaysWhereAndWhy(string schema, SchemaFaultKind kind, string path)
    {
        Assert.Null(TransferSchema.Read(schema, out var fault));
        Assert.Equal((kind, path), (fault!.Kind, fault.Path));
    }

    [Fact]
    public void Read_ASchema_IsAFieldTableLikeThoseOfOcpp()
    {
        var type = TransferSchema.Read(Parking, out _)!.Type;

        Assert.Equal(
            [("slot", WireKind.Integer, true), ("state", WireKind.Enum, true), ("since", WireKind.DateTime, false), ("plate", WireKind.String, false), ("share", WireKind.Number, false), ("blocked", WireKind.Boolean, false),
                ("tags", WireKind.Array, false), ("car", WireKind.Object, false), ("more", WireKind.Any, false)],
            type.Fields.Select(field => (field.Name, field.Kind, field.Required)));
    }

    [Theory]
    [InlineData("\"{\\\"slot\\\":1}\"", "{\"slot\":1}")]
    [InlineData("{\"slot\":1}", "{\"slot\":1}")]
    [InlineData(null, null)]
    public void Unwrap_DataOf16_IsTheJsonWithin(string? data, string? json) => Assert.Equal(json, TransferSchema.Unwrap(data));
}
