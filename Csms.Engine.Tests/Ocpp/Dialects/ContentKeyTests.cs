using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Tests.Ocpp.Dialects;

public sealed class ContentKeyTests
{
    private const string Start = """{"connectorId":1,"idTag":"AbC","meterStart":10,"timestamp":"2026-03-01T10:00:00Z"}""";

    [Fact]
    public void ContentKey_StoredValue_NeverChanges() =>
        Assert.Equal(-2911680013706107860L, KeyOf("1.6", "StartTransaction", Start));

    [Theory]
    [InlineData("""{"idTag":"aBc","connectorId":1,"meterStart":10,"timestamp":"2026-03-01T11:00:00.000+01:00"}""", true)]
    [InlineData("""{"connectorId":1,"idTag":"AbC","meterStart":10,"timestamp":"2026-03-01T10:00:01Z"}""", false)]
    [InlineData("""{"connectorId":2,"idTag":"AbC","meterStart":10,"timestamp":"2026-03-01T10:00:00Z"}""", false)]
    [InlineData("""{"connectorId":1,"idTag":"AbD","meterStart":10,"timestamp":"2026-03-01T10:00:00Z"}""", false)]
    [InlineData("""{"connectorId":1,"idTag":"AbC","meterStart":11,"timestamp":"2026-03-01T10:00:00Z"}""", false)]
    public void ContentKey_OfAStart_IsThatOfARepeatOnly(string other, bool same) =>
        Assert.Equal(same, KeyOf("1.6", "StartTransaction", Start) == KeyOf("1.6", "StartTransaction", other));

    [Fact]
    public void ContentKey_EachMemberOfATransactionEvent_ChangesIt()
    {
        const string plain = """{"eventType":"Updated","timestamp":"2026-03-01T10:00:00Z","triggerReason":"Trigger","seqNo":1,"transactionInfo":{"transactionId":"t"}}""";
        string[] others =
        [
            plain,
            plain.Replace("Updated", "Started"),
            plain.Replace("10:00:00", "10:00:01"),
            plain.Replace("\"Trigger\"", "\"Deauthorized\""),
            plain.Replace("\"t\"", "\"u\""),
            plain.Replace("\"t\"", "\"t\",\"chargingState\":\"Idle\""),
            plain.Replace("\"seqNo\"", "\"evse\":{\"id\":1},\"seqNo\""),
            plain.Replace("\"seqNo\"", "\"idToken\":{\"idToken\":\"A\",\"type\":\"Local\"},\"seqNo\""),
            plain.Replace("\"seqNo\"", "\"meterValue\":[{\"timestamp\":\"2026-03-01T10:00:00Z\",\"sampledValue\":[{\"value\":1}]}],\"seqNo\""),
            plain.Replace("\"seqNo\"", "\"meterValue\":[{\"timestamp\":\"2026-03-01T10:00:00Z\",\"sampledValue\":[{\"value\":2}]}],\"seqNo\""),
        ];

        Assert.Equal(others.Length, others.Select(other => KeyOf("2.1", "TransactionEvent", other)).Distinct().Count());
        Assert.Equal(KeyOf("2.1", "TransactionEvent", plain), KeyOf("2.0.1", "TransactionEvent", plain.Replace("\"seqNo\":1", "\"seqNo\":2")));
    }

    [SharedFact]
    public void Translate_LargestMessagesOf201_FitTheTablesOf21TheyAreReadBy()
    {
        foreach (var action in Dialect.Actions["2.0.1"].Where(action => action.Direction != MessageDirection.FromCsms))
        {
            var sample = new SchemaSampler(OfficialSchema.Of(OcppVersion.V201, action.Name + "Request"), new Random(1), SampleSize.Maximal).Message();

            var translation = Dialect.Translate("2.0.1", action.Name, sample.ToJsonString());

            Assert.True(translation.Message is not null, $"{action.Name}: {translation.ErrorText}");
        }
    }

    private static long KeyOf(string version, string action, string payload) =>
        Assert.IsType<TransactionReported>(Dialect.Translate(version, action, payload).Message).ContentKey;
}
