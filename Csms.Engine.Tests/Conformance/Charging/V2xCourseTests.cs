using System.Text.Json;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Conformance.Charging;

/// <summary>V2X sessions from their beginning: with grid controls in the station, the car or both (2.1 R01 to R03), and over a time without the network (Q12).</summary>
public sealed class V2xCourseTests(ApiHost host) : ChargingTest(host)
{
    private const string Accepted = """{"status":"Accepted"}""";
    private const string Droop = """{"priority":1,"overFreq":50.2,"underFreq":49.8,"overDroop":5,"underDroop":5,"responseTime":1}""";

    /// <summary>The transfer, the controls that the EVSE tells of itself, those that the car tells of its inverter.</summary>
    public static TheoryData<string, string, string, string> Inverters => new()
    {
        { "DC_BPT", "DCDERCtrlr", "FreqDroop,LimitMaxDischarge", "" }, // R01: in the EVSE
        { "AC_BPT_DER", "ACDERCtrlr", "", "FreqDroop,LimitMaxDischarge" }, // R02: in the car
        { "AC_BPT_DER", "ACDERCtrlr", "LimitMaxDischarge", "FreqDroop" }, // R03: in both
    };

    [Theory]
    [UseCase("R01", "2.1")]
    [UseCase("R02", "2.1")]
    [UseCase("R03", "2.1")]
    [MemberData(nameof(Inverters))]
    public async Task Session_WithGridControls_BeginsWithThemAndKeepsThemBesideItsProfile(string transfer, string component, string ofTheEvse, string ofTheCar)
    {
        var token = Host.NewId("V2X");
        await Host.PutAsync($"/api/v1/tokens/{token}", $$"""{"energyTransfers":["{{transfer}}"]}""");
        await using var station = await Host.StationAsync("ocpp2.1");

        // What the inverter of the EVSE can do is known before, and the grid's defaults are set without a car.
        await station.CallAsync("NotifyReport", $$$"""{"requestId":1,"seqNo":0,"generatedAt":"2026-03-01T10:00:00Z","reportData":[{"component":{"name":"{{{component}}}","evse":{"id":1}},"variable":{"name":"ModesSupported"},"variableAttribute":[{"value":"{{{ofTheEvse}}}"}]}]}""");
        Assert.Equal(ofTheEvse, (await ReadAsync(station, $"variables?component={component}&variable=ModesSupported")).Word("items.0.value"));
        await GiveAsync(station, "SetDERControl", $$"""{"isDefault":true,"controlId":"grid","controlType":"FreqDroop","freqDroop":{{Droop}}}""", Accepted);

        // Authorized for it, the car tells its needs and what its own inverter follows, and is given a profile.
        var authorized = await station.CallAsync("Authorize", $$$"""{"idToken":{"idToken":"{{{token}}}","type":"ISO14443"}}""");
        Assert.Equal([transfer], authorized.GetProperty("allowedEnergyTransfer").EnumerateArray().Select(each => each.GetString()));
        var transaction = await StartAsync(station, "ocpp2.1", change: payload => payload["idToken"]!["idToken"] = token);
        var asked = await station.CallAsync("NotifyEVChargingNeeds", Needs(transfer, ofTheCar));
        Assert.Equal("Accepted", asked.GetProperty("status").GetString());
        var profile = (await station.AnswerAsync("SetChargingProfile", Accepted)).GetProperty("chargingProfile");
        Assert.Equal(("TxProfile", transaction), (profile.GetProperty("chargingProfilePurpose").GetString(), profile.GetProperty("transactionId").GetString()));
        await Eventually.TrueAsync(async () => (await ReadAsync(station, "charging-needs")).Word("items.0.plan") == "accepted", "the profile is accepted");
        var needs = (await ReadAsync(station, "charging-needs"))["items.0"];
        Assert.Equal((transfer, 10_000m), (needs.GetProperty("energyTransfer").GetString(), needs.GetProperty("maxDischargeW").GetDecimal()));
        Assert.Equal(ofTheCar, needs.TryGetProperty("derControls", out var controls) ? string.Join(',', controls.EnumerateArray().Select(each => each.GetString())) : "");

        // In the session a control of the moment comes beside it, starts and ends; the profile is left alone.
        await GiveAsync(station, "SetDERControl", """{"isDefault":false,"controlId":"now","controlType":"LimitMaxDischarge","limitMaxDischarge":{"priority":0,"pctMaxDischargePower":50,"startTime":"2026-03-01T10:00:00Z","duration":600}}""", Accepted);
        await station.CallAsync("NotifyDERStartStop", """{"controlId":"now","started":true,"timestamp":"2026-03-01T10:00:00Z"}""");
        await station.CallAsync("NotifyDERAlarm", """{"controlType":"FreqDroop","gridEventFault":"OverFrequency","timestamp":"2026-03-01T10:01:00Z"}""");
        Assert.Equal("grid, now running", await ControlsAsync(station));
        await station.CallAsync("NotifyDERStartStop", """{"controlId":"now","started":false,"timestamp":"2026-03-01T10:10:00Z"}""");
        Assert.Equal($"1/{profile.GetProperty("id").GetInt32()} TxProfile", await HeldAsync(station));

        await EndAsync(station, "ocpp2.1", transaction);
        Assert.Equal("grid, now", await ControlsAsync(station)); // the grid's, not the session's
    }

    [Fact]
    [UseCase("Q12", "2.1")]
    public async Task Session_ThatWasWithoutTheNetwork_GoesOnWithItsProfileAndIsSteeredAgain()
    {
        var token = Host.NewId("V2X");
        await Host.PutAsync($"/api/v1/tokens/{token}", """{"energyTransfers":["DC_BPT"]}""");
        var id = Host.NewId("V2XOFF");
        string transaction;
        int profile;
        await using (var station = await Host.StationAsync("ocpp2.1", id: id))
        {
            transaction = await StartAsync(station, "ocpp2.1", change: payload => payload["idToken"]!["idToken"] = token);
            await SetAsync(station, 1, $$$"""{"id":9,"stackLevel":5,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Dynamic","transactionId":"{{{transaction}}}","maxOfflineDuration":60,"invalidAfterOfflineDuration":false,"chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"operationMode":"CentralSetpoint","setpoint":4000,"dischargeLimit":-9000}]}]}""");
            await GiveAsync(station, "UpdateDynamicSchedule", """{"chargingProfileId":9,"scheduleUpdate":{"setpoint":-7000}}""", Accepted);
            profile = 9;
        }

        await Eventually.TrueAsync(async () => (await Host.GetAsync($"/api/v1/stations/{id}")).Word("state") == "offline", "the station is away");
        Assert.Equal("active", (await Host.GetAsync($"/api/v1/sessions?station={id}")).Word("items.0.state"));

        // Back without a boot: first what it has kept, then it asks what counts now.
        await using var back = await Host.ConnectAsync(id, "ocpp2.1");
        for (var number = 1; number <= 3; number++) await back.CallAsync("TransactionEvent", Late(transaction, number, number == 1 ? "OperationModeChanged" : "MeterValuePeriodic", number == 1 ? "Idle" : "CentralSetpoint"));
        var update = (await back.CallAsync("PullDynamicScheduleUpdate", $$"""{"chargingProfileId":{{profile}}}""")).GetProperty("scheduleUpdate");
        Assert.Equal(-7000, update.GetProperty("setpoint").GetInt32());
        await GiveAsync(back, "UpdateDynamicSchedule", """{"chargingProfileId":9,"scheduleUpdate":{"setpoint":-2000}}""", Accepted);

        var reckoned = (await ReadAsync(back, "composite-schedule?evse=1&duration=60"))["chargingSchedulePeriod.0"];
        Assert.Equal(("CentralSetpoint", -2000), (reckoned.GetProperty("operationMode").GetString(), reckoned.GetProperty("setpoint").GetInt32()));
        await back.CallAsync("TransactionEvent", $$$"""{"eventType":"Ended","timestamp":"{{{TransactionScript.Text(DateTimeOffset.UtcNow)}}}","triggerReason":"EVCommunicationLost","seqNo":4,"transactionInfo":{"transactionId":"{{{transaction}}}","stoppedReason":"EVDisconnected"}}""");
        var session = Assert.Single((await Host.GetAsync($"/api/v1/sessions?station={id}"))["items"].EnumerateArray()); // one, over the gap
        Assert.Equal(transaction, session.GetProperty("transactionId").GetString());
        Assert.NotEqual("active", session.GetProperty("state").GetString());
    }

    private static string Late(string transaction, int number, string trigger, string mode) =>
        $$$"""{"eventType":"Updated","timestamp":"{{{TransactionScript.Text(DateTimeOffset.UtcNow.AddSeconds(number - 5))}}}","triggerReason":"{{{trigger}}}","seqNo":{{{number}}},"offline":true,"transactionInfo":{"transactionId":"{{{transaction}}}","chargingState":"Charging","operationMode":"{{{mode}}}"},"meterValue":[{"timestamp":"{{{TransactionScript.Text(DateTimeOffset.UtcNow.AddSeconds(number - 5))}}}","sampledValue":[{"value":{{{1000 + number}}}}]}]}""";

    private static string Needs(string transfer, string controls)
    {
        var power = transfer == "DC_BPT" ? """ "dcChargingParameters":{"evMaxCurrent":100,"evMaxVoltage":500,"evMaxPower":22000}""" : """ "acChargingParameters":{"energyAmount":20000,"evMinCurrent":6,"evMaxCurrent":32,"evMaxVoltage":230}""";
        var der = controls.Length == 0 ? "" : $$""","derChargingParameters":{"evSupportedDERControl":["{{controls.Replace(",", "\",\"", StringComparison.Ordinal)}}"],"evInverterManufacturer":"Arden"}""";
        return $$"""{"evseId":1,"chargingNeeds":{"requestedEnergyTransfer":"{{transfer}}","availableEnergyTransfer":["{{transfer}}"],"controlMode":"ScheduledControl","v2xChargingParameters":{"maxChargePower":22000,"maxDischargePower":10000},{{power}}{{der}} } }""";
    }

    private async Task<string> ControlsAsync(OcppTalk station) => string.Join(", ", (await ReadAsync(station, "der-controls"))["items"].EnumerateArray()
        .Select(item => $"{item.GetProperty("id")}{(item.GetProperty("isRunning").GetBoolean() ? " running" : "")}"));
}
