using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Tests.Ocpp;

public sealed class MessageRoundTripTests
{
    [SharedTheory]
    [MemberData(nameof(OfficialMessages.All), MemberType = typeof(OfficialMessages))]
    public void Message_ReadAndWritten_IsTheSameAndFitsTheSchemaInItsOrder(OcppVersion version, string message)
    {
        var schema = OfficialSchema.Of(version, message);
        var type = OfficialMessages.Type(version, message);
        var seed = message.Sum(letter => letter);
        foreach (var size in new[] { SampleSize.Minimal, SampleSize.Full, SampleSize.Maximal, SampleSize.Random, SampleSize.Random, SampleSize.Random, SampleSize.Random })
        {
            var random = new Random(seed++);
            var sample = new SchemaSampler(schema, random, size).Message();
            Assert.Null(schema.Validate(JsonSerializer.SerializeToElement(sample)));

            var text = Encoding.UTF8.GetBytes(Shuffled(sample, random).ToJsonString());
            var result = type.ReadMessage(text);
            Assert.True(result.IsValid, result.Violation?.ToString());
            Assert.Empty(result.Deviations);

            var written = JsonDocument.Parse(result.Value.ToUtf8()).RootElement;
            Assert.Null(schema.Validate(written));
            Assert.True(JsonElement.DeepEquals(JsonSerializer.SerializeToElement(sample), written), written.ToString());
            AssertOrder(schema, schema.Root, written);
        }
    }

    private static JsonNode? Shuffle(JsonNode? node, Random random) => node switch
    {
        JsonObject o => Shuffled(o, random),
        JsonArray a => new JsonArray([.. a.Select(item => Shuffle(item, random))]),
        _ => node?.DeepClone(),
    };

    private static JsonObject Shuffled(JsonObject sample, Random random)
    {
        var members = sample.ToArray();
        random.Shuffle(members);
        return new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Shuffle(member.Value, random))));
    }

    private static void AssertOrder(OfficialSchema schema, JsonElement unresolved, JsonElement value)
    {
        var part = schema.Resolve(unresolved);
        if (value.ValueKind == JsonValueKind.Array && part.TryGetProperty("items", out var items))
        {
            foreach (var item in value.EnumerateArray())
            {
                AssertOrder(schema, items, item);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object && part.TryGetProperty("properties", out var properties)
            && part.TryGetProperty("additionalProperties", out _))
        {
            var order = properties.EnumerateObject().Select(property => property.Name).ToList();
            var written = value.EnumerateObject().Select(member => member.Name).ToList();
            Assert.Equal(order.Where(written.Contains), written);
            foreach (var member in value.EnumerateObject())
            {
                AssertOrder(schema, properties.GetProperty(member.Name), member.Value);
            }
        }
    }
}
