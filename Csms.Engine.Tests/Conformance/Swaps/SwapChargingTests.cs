using System.Text.Json;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Conformance.Charging;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Conformance.Swaps;

/// <summary>What a swap station charges in its slots: transactions of its own, beside the swaps (2.1 E18, S04); over sockets and REST.</summary>
public sealed class SwapChargingTests(ApiHost host) : ChargingTest(host)
{
    private static readonly DateTimeOffset T0 = DateTimeOffset.UtcNow.AddMinutes(-4);

    [Fact]
    [UseCase("S04", "2.1")]
    public async Task Battery_ChargedInItsSlot_IsASessionByTheStationsOwnToken_WithItsStateOfCharge()
    {
        var token = Host.NewId("RACK");
        await Host.PutAsync($"/api/v1/tokens/{token}", """{"type":"Central","status":"Accepted"}""");
        await using var station = await Host.StationAsync("ocpp2.1");

        // What it charges by and up to is set from here (BatterySwapCtrlr), and shown as accepted.
        var set = await SetVariablesAsync(station, ("IdToken", token, "Accepted"), ("MaxSoc", "90", "Accepted"), ("TargetSoC", "95", "Rejected"));
        Assert.Equal(["Accepted", "Accepted", "Rejected"], set["response.setVariableResult"].EnumerateArray().Select(result => result.GetProperty("attributeStatus").GetString()));
        Assert.Equal("90", (await ReadAsync(station, "variables?component=BatterySwapCtrlr&variable=MaxSoc")).Word("items.0.value"));

        // It begins when the battery is in, stops at the most that it may hold and ends when it is taken out.
        var begun = await EventAsync(station, "a", 3, 0, "Started", "CablePluggedIn", "EVConnected", 0, 22.5, token);
        Assert.Equal("Accepted", begun.GetProperty("idTokenInfo").GetProperty("status").GetString());
        await EventAsync(station, "a", 3, 1, "Updated", "ChargingStateChanged", "Charging", 1, 23);
        await EventAsync(station, "a", 3, 2, "Updated", "MeterValuePeriodic", "Charging", 150, 61);
        Assert.Equal(61m, (await SessionsAsync(station))[0].GetProperty("socPercent").GetDecimal());
        await EventAsync(station, "a", 3, 3, "Updated", "EnergyLimitReached", "SuspendedEVSE", 260, 90);
        Assert.Equal("active", (await SessionsAsync(station))[0].GetProperty("state").GetString()); // it holds no more power, and is not over
        await EventAsync(station, "a", 3, 4, "Ended", "EVCommunicationLost", "Idle", 260, 90, reason: "EVDisconnected");
        var session = Assert.Single(await SessionsAsync(station));
        Assert.Equal(("completed", 3, 260L, token, "EVDisconnected", 0), (session.GetProperty("state").GetString(), session.GetProperty("evseId").GetInt32(), session.GetProperty("energyWh").GetInt64(),
            session.GetProperty("idToken").GetString(), session.GetProperty("stopReason").GetString(), session.GetProperty("flags").GetArrayLength()));

        // The stock, when somebody wants to know it: asked of the cartridge in the slot.
        var asked = Host.CommandAsync(station.Id, "GetVariables", """{"getVariableData":[{"component":{"name":"BatteryCartridge","evse":{"id":3}},"variable":{"name":"SoC"}}]}""");
        await station.AnswerAsync("GetVariables", """{"getVariableResult":[{"attributeStatus":"Accepted","attributeValue":"90","component":{"name":"BatteryCartridge","evse":{"id":3}},"variable":{"name":"SoC"}}]}""");
        (await asked).Is(System.Net.HttpStatusCode.OK);
        var shown = (await ReadAsync(station, "variables?component=BatteryCartridge&variable=SoC"))["items.0"];
        Assert.Equal((3, "90"), (shown.GetProperty("evseId").GetInt32(), shown.GetProperty("value").GetString()));
    }

    [Fact]
    [UseCase("E18", "2.1")]
    [UseCase("S04", "2.1")]
    public async Task Swap_EndsTheTransactionOfTheBatteryThatLeaves_AndTheOneThatComesBeginsItsOwn()
    {
        var (token, driver) = (Host.NewId("RACK"), Host.NewId("DRIVER"));
        foreach (var each in new[] { token, driver }) await Host.PutAsync($"/api/v1/tokens/{each}", """{"type":"Central","status":"Accepted"}""");
        await using var station = await Host.StationAsync("ocpp2.1");
        await EventAsync(station, "full", 2, 0, "Started", "CablePluggedIn", "EVConnected", 0, 30, token);
        await EventAsync(station, "full", 2, 1, "Updated", "EnergyLimitReached", "SuspendedEVSE", 210, 95);

        await SwapAsync(station, "BatteryIn", driver, 1, "OLD-1", 12);
        await EventAsync(station, "empty", 1, 0, "Started", "CablePluggedIn", "EVConnected", 0, 12, token);
        await EventAsync(station, "full", 2, 2, "Ended", "EVCommunicationLost", "Idle", 210, 95, reason: "EVDisconnected");
        await SwapAsync(station, "BatteryOut", driver, 2, "NEW-1", 95);
        await EventAsync(station, "empty", 1, 1, "Updated", "ChargingStateChanged", "Charging", 3, 12);

        var swap = Assert.Single((await Host.GetAsync($"/api/v1/battery-swaps?station={station.Id}"))["items"].EnumerateArray());
        Assert.Equal(("completed", driver), (swap.GetProperty("state").GetString(), swap.GetProperty("idToken").GetString()));
        var sessions = (await SessionsAsync(station)).ToDictionary(session => session.GetProperty("transactionId").GetString()!);
        Assert.Equal(2, sessions.Count); // the swap itself is none
        Assert.Equal(("completed", 2, 210L), Of(sessions[Id(station, "full")]));
        Assert.Equal(("active", 1, 3L), Of(sessions[Id(station, "empty")]));
        Assert.All(sessions.Values, session => Assert.Equal((token, 0), (session.GetProperty("idToken").GetString(), session.GetProperty("flags").GetArrayLength())));
    }

    private static (string? State, int Evse, long Wh) Of(JsonElement session) => (session.GetProperty("state").GetString(), session.GetProperty("evseId").GetInt32(), session.GetProperty("energyWh").GetInt64());

    private static string Id(OcppTalk station, string name) => $"{station.Id}-{name}";

    private static Task<JsonElement> EventAsync(
        OcppTalk station, string transaction, int slot, int number, string type, string trigger, string state, long wh, double soc, string? token = null, string? reason = null) => station.CallAsync("TransactionEvent", $$$"""
            {"eventType":"{{{type}}}","timestamp":"{{{TransactionScript.Text(T0.AddSeconds(number * 40))}}}","triggerReason":"{{{trigger}}}","seqNo":{{{number}}},"evse":{"id":{{{slot}}},"connectorId":1}{{{(token is null ? "" : $",\"idToken\":{{\"idToken\":\"{token}\",\"type\":\"Central\"}}")}}},
            "transactionInfo":{"transactionId":"{{{Id(station, transaction)}}}","chargingState":"{{{state}}}"{{{(reason is null ? "" : $",\"stoppedReason\":\"{reason}\"")}}}},
            "meterValue":[{"timestamp":"{{{TransactionScript.Text(T0.AddSeconds(number * 40))}}}","sampledValue":[{"value":{{{wh}}},"context":"{{{(type == "Started" ? "Transaction.Begin" : type == "Ended" ? "Transaction.End" : "Sample.Periodic")}}}"},{"value":{{{soc.ToString(System.Globalization.CultureInfo.InvariantCulture)}}},"measurand":"SoC","unitOfMeasure":{"unit":"Percent"},"location":"EV"}]}]}
            """);

    private static Task<JsonElement> SwapAsync(OcppTalk station, string what, string driver, int slot, string serial, int soc) => station.CallAsync("BatterySwap",
        $$$"""{"eventType":"{{{what}}}","requestId":5,"idToken":{"idToken":"{{{driver}}}","type":"Central"},"batteryData":[{"evseId":{{{slot}}},"serialNumber":"{{{serial}}}","soC":{{{soc}}},"soH":97}]}""");

    private async Task<JsonElement[]> SessionsAsync(OcppTalk station) => [.. (await Host.GetAsync($"/api/v1/sessions?station={station.Id}"))["items"].EnumerateArray()];

    private async Task<ApiAnswer> SetVariablesAsync(OcppTalk station, params (string Variable, string Value, string Answer)[] values)
    {
        var given = Host.CommandAsync(station.Id, "SetVariables", $$"""{"setVariableData":[{{string.Join(',', values.Select(each => $$$"""{"component":{"name":"BatterySwapCtrlr"},"variable":{"name":"{{{each.Variable}}}"},"attributeValue":"{{{each.Value}}}"}"""))}}]}""");
        await station.AnswerAsync("SetVariables", $$"""{"setVariableResult":[{{string.Join(',', values.Select(each => $$$"""{"component":{"name":"BatterySwapCtrlr"},"variable":{"name":"{{{each.Variable}}}"},"attributeStatus":"{{{each.Answer}}}"}"""))}}]}""");
        return (await given).Is(System.Net.HttpStatusCode.OK);
    }
}
