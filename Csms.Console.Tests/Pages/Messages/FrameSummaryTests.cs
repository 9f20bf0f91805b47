using Csms.Console.Controls;
using Csms.Console.Pages.Messages;
using Csms.Console.Tests.Support;
using Csms.Console.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Tests.Pages.Messages;

public sealed class FrameSummaryTests : ControlTest
{
    [Theory]
    [InlineData("StatusNotification", """{"connectorId":2,"errorCode":"GroundFailure","status":"Faulted"}""", "{}", "EVSE 2 · GroundFailure → Faulted")]
    [InlineData("StatusNotification", """{"timestamp":"2026-11-21T12:00:00Z","connectorStatus":"Occupied","evseId":1,"connectorId":1}""", "{}", "EVSE 1 → Occupied")]
    [InlineData("Authorize", """{"idTag":"04AB"}""", """{"idTagInfo":{"status":"Accepted"}}""", "04AB → Accepted")]
    [InlineData("Authorize", """{"idToken":{"idToken":"DE-NLG-C1A77F","type":"eMAID"}}""", """{"idTokenInfo":{"status":"Blocked"}}""", "DE-NLG-C1A77F (eMAID) → Blocked")]
    [InlineData("StartTransaction", """{"connectorId":1,"idTag":"04AB","meterStart":12000,"timestamp":"2026-11-21T12:00:00Z"}""", """{"idTagInfo":{"status":"Accepted"},"transactionId":9}""", "EVSE 1 · 04AB · 12,000 Wh → Accepted · transaction 9")]
    [InlineData("MeterValues", """{"connectorId":1,"meterValue":[{"timestamp":"2026-11-21T12:00:00Z","sampledValue":[{"value":"147.2","measurand":"Power.Active.Import","unit":"kW"},{"value":"63","measurand":"SoC"},{"value":"26418"}]}]}""", "{}", "EVSE 1 · 147.2 kW · SoC 63 % · 26,418 Wh")]
    [InlineData("MeterValues", """{"evseId":1,"meterValue":[{"timestamp":"2026-11-21T12:00:00Z","sampledValue":[{"value":3600,"measurand":"Power.Active.Import","phase":"L1"},{"value":3700,"measurand":"Power.Active.Import","phase":"L2"}]}]}""", "{}", "EVSE 1 · 7.3 kW")]
    [InlineData("TransactionEvent", """{"eventType":"Updated","triggerReason":"ChargingStateChanged","seqNo":1,"transactionInfo":{"transactionId":"b","chargingState":"Charging"}}""", "{}", "Updated · ChargingStateChanged · Charging")]
    [InlineData("UnlockConnector", """{"evseId":2,"connectorId":1}""", """{"status":"UnlockFailed"}""", "EVSE 2 → UnlockFailed")]
    [InlineData("SetChargingProfile", """{"evseId":1,"chargingProfile":{"id":1,"chargingProfilePurpose":"TxProfile","chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":150000}]}]}}""", """{"status":"Accepted"}""", "EVSE 1 · TxProfile · 150 kW → Accepted")]
    [InlineData("GetVariables", """{"getVariableData":[{"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}},{"component":{"name":"A"},"variable":{"name":"B"}}]}""", """{"getVariableResult":[{"attributeStatus":"Accepted"},{"attributeStatus":"UnknownVariable"}]}""", "OCPPCommCtrlr/HeartbeatInterval and 1 more → 1 Accepted, 1 UnknownVariable")]
    [InlineData("Heartbeat", "{}", """{"currentTime":"2026-11-21T12:00:00Z"}""", "")]
    [InlineData("VendorThing", """{"a":1,"b":"x","c":{}}""", """{"status":"Accepted"}""", "a 1 · b x → Accepted")]
    public void Of_CommonMessages_SaysWhatMatters(string action, string request, string answer, string expected) =>
        Assert.Equal(expected, FrameSummary.Of(action, request, answer, Words("en-GB")));

    [Fact]
    public void Of_InGerman_WritesFiguresTheGermanWay() => Assert.Equal(
        "EVSE 1 · 147,2 kW · 26.418 Wh",
        FrameSummary.Of(
            "MeterValues",
            """{"connectorId":1,"meterValue":[{"timestamp":"2026-11-21T12:00:00Z","sampledValue":[{"value":"147.2","measurand":"Power.Active.Import","unit":"kW"},{"value":"26418"}]}]}""",
            "{}",
            Words("de-DE")));

    [Theory]
    [InlineData("NotifyReport", """{"requestId":4,"reportData":[{},{}],"tbc":true}""", "{}", "#4 · 2 Variablen · weitere folgen")]
    [InlineData("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""", """{"status":"Accepted","interval":300}""", "V M → Accepted · alle 300 s")]
    [InlineData("StatusNotification", """{"connectorId":0,"errorCode":"NoError","status":"Available"}""", "{}", "Station → Available")]
    [InlineData("GetVariables", """{"getVariableData":[{"component":{"name":"A"},"variable":{"name":"B"}},{},{}]}""", "{}", "A/B und 2 weitere")]
    public void Of_InGerman_ConnectsInGerman(string action, string request, string answer, string expected) => Assert.Equal(expected, FrameSummary.Of(action, request, answer, Words("de-DE")));

    [Theory]
    [InlineData("MeterValues", "{\"meterValue\":7}")]
    [InlineData("MeterValues", "{\"meterValue\":[{\"sampledValue\":[{\"value\":\"1,5\"}]}]}")]
    [InlineData("TransactionEvent", "{\"transactionInfo\":[]}")]
    [InlineData("BootNotification", "{\"chargingStation\":\"x\"}")]
    [InlineData("SetChargingProfile", "{\"chargingProfile\":{\"chargingSchedule\":[]}}")]
    [InlineData("GetVariables", "{\"getVariableData\":[1]}")]
    [InlineData("StatusNotification", "[1,2")]
    public void Of_PayloadsThatAreWrong_NeverThrows(string action, string request) => Assert.NotNull(FrameSummary.Of(action, request, request, Words("en-GB")));

    private EngineWords Words(string culture)
    {
        Speak(culture);
        return new EngineWords(Services.GetRequiredService<IStringLocalizer<EngineTexts>>(), Services.GetRequiredService<Formats>());
    }
}
