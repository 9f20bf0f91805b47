using Csms.Engine.Events;
using Csms.Engine.LiveView;
using Csms.Engine.Sessions;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.LiveView;

/// <summary>Which exchanges belong to a session: a table whose rows are the rule.</summary>
public sealed class SessionFocusTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    // From noon to one; the station was offline and told of it at three.
    private static readonly SessionFocus Focus = new(new Session
    {
        Id = new SessionId(7),
        StationId = StationId.Parse("CS-1"),
        EvseId = 2,
        TransactionId = "tx-7",
        Token = new IdToken("04ab", "ISO14443"),
        StartedAt = Noon,
        EndedAt = Noon.AddHours(1),
        ReceivedAt = Noon.AddHours(3),
        LastHeardAt = Noon.AddHours(3),
    });

    [Theory]
    [InlineData(30, "TransactionEvent", """{"transactionInfo":{"transactionId":"tx-7"},"evse":{"id":2}}""", true)]
    [InlineData(180, "TransactionEvent", """{"transactionInfo":{"transactionId":"tx-7"}}""", true)] // delivered late
    [InlineData(200, "TransactionEvent", """{"transactionInfo":{"transactionId":"tx-7"}}""", false)] // later than we ever heard of it
    [InlineData(30, "TransactionEvent", """{"transactionInfo":{"transactionId":"tx-8"},"evse":{"id":2}}""", false)]
    [InlineData(30, "MeterValues", """{"connectorId":2,"transactionId":8}""", false)]
    [InlineData(30, "MeterValues", """{"evseId":2}""", true)]
    [InlineData(30, "MeterValues", """{"connectorId":0}""", false)] // the meter of the station
    [InlineData(30, "StatusNotification", """{"connectorId":0}""", true)]
    [InlineData(30, "StatusNotification", """{"evseId":2,"connectorId":1}""", true)]
    [InlineData(30, "StatusNotification", """{"evseId":1,"connectorId":2}""", false)]
    [InlineData(90, "StatusNotification", """{"evseId":2,"connectorId":1}""", false)] // after it had ended
    [InlineData(-1, "Authorize", """{"idToken":{"idToken":"04AB","type":"ISO14443"}}""", true)]
    [InlineData(-1, "Authorize", """{"idTag":"04AB"}""", true)]
    [InlineData(-1, "Authorize", """{"idTag":"04CD"}""", false)]
    [InlineData(-3, "Authorize", """{"idTag":"04AB"}""", false)]
    [InlineData(0, "RequestStartTransaction", """{"evseId":2,"idToken":{"idToken":"x"}}""", true)]
    [InlineData(0, "RemoteStartTransaction", """{"idTag":"04AB"}""", true)]
    [InlineData(0, "RemoteStartTransaction", """{"idTag":"04CD"}""", false)]
    [InlineData(30, "SetChargingProfile", """{"evseId":2,"chargingProfile":{"id":1,"transactionId":"tx-8"}}""", false)]
    [InlineData(30, "SetChargingProfile", """{"evseId":2,"chargingProfile":{"id":1}}""", true)]
    [InlineData(30, "ReserveNow", """{"id":2,"idToken":{"idToken":"x"}}""", false)] // its id is no EVSE
    [InlineData(30, "Reset", "{}", true)]
    [InlineData(30, "Heartbeat", "{}", false)]
    [InlineData(30, "StatusNotification", "[1,", false)]
    public void Concerns_AnExchange_ByItsTransactionElseByPlaceTokenAndTime(int minutes, string action, string request, bool concerns) =>
        Assert.Equal(concerns, Focus.Concerns(Noon.AddMinutes(minutes), action, request, null));

    [Theory]
    [InlineData("""{"transactionId":9,"idTagInfo":{"status":"Accepted"}}""", "9", true)]
    [InlineData("""{"transactionId":9,"idTagInfo":{"status":"Accepted"}}""", "8", false)]
    public void Concerns_TheStartOf16_ByTheNumberInItsAnswer(string answer, string transaction, bool concerns) => Assert.Equal(
        concerns, new SessionFocus(Focus.Session with { TransactionId = transaction }).Concerns(Noon, "StartTransaction", """{"connectorId":2,"idTag":"04AB"}""", answer));

    [Fact]
    public void Concerns_WhileItRuns_HasNoEnd() =>
        Assert.True(new SessionFocus(Focus.Session with { EndedAt = null }).Concerns(Noon.AddDays(2), "MeterValues", """{"evseId":2}""", "{}"));
}
