using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;

namespace Csms.Engine.Tests.Ocpp.Dialects;

public sealed class TranslationTests
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(), new KindConverter() },
    };

    public static TheoryData<string, string> Cases => GoldenFile.Cases("translate-1.6.json", "translate-2.0.1.json", "translate-2.1.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Translate_Case_GivesWhatTheTableSays(string file, string name)
    {
        var one = GoldenFile.Case(file, name);
        var version = file["translate-".Length..^".json".Length];
        var payload = one["text"] is { } text ? (string)text! : one["payload"]!.ToJsonString();

        var translation = Dialect.Translate(version, (string)one["action"]!, payload);

        GoldenFile.Compare(file, name, Describe(translation));
    }

    internal static JsonObject Describe(Translation translation)
    {
        var result = new JsonObject();
        if (translation.Message is { } message)
        {
            var members = JsonSerializer.SerializeToNode(message, message.GetType(), Readable)!.AsObject();
            members.Remove("ContentKey");
            members.Remove("Answer");
            foreach (var reading in members["Readings"] as JsonArray ?? [])
            {
                reading!.AsObject().Remove("RegisterWh");
            }

            result[message.GetType().Name] = members;
        }
        else
        {
            result["Error"] = translation.Error.ToString();
            result["Text"] = translation.ErrorText;
        }

        if (translation is { Message: null, Notes: [var why] })
        {
            Assert.Equal(translation.ErrorText, why.ToString());
        }
        else if (translation.Notes is { } notes)
        {
            result["Notes"] = new JsonArray([.. notes.Select(note => JsonValue.Create(note.ToString()))]);
        }

        return result;
    }

    private sealed class KindConverter : JsonConverter<MeterKind>
    {
        public override MeterKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, MeterKind value, JsonSerializerOptions options) =>
            writer.WriteStringValue($"{value.Measurand.Word()} {value.Phase} {value.Location} {value.Unit}".TrimEnd());
    }
}
