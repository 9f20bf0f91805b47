using System.Text.Json;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Conformance.Charging;

/// <summary>Cars that give energy back, by the profiles that an operator gives (2.1 block Q).</summary>
public sealed class V2xTests(ApiHost host) : ChargingTest(host)
{
    private const string Accepted = """{"status":"Accepted"}""";

    /// <summary>A period by its mode, what follows of it: limit, what may be given back, setpoint, W; "-" for none.</summary>
    public static TheoryData<string, string, string> Modes => new()
    {
        { "Absolute", """{"startPeriod":0,"operationMode":"CentralSetpoint","setpoint":-5000,"limit":7000,"dischargeLimit":-6000}""", "7000/-6000/-5000" },   // Q03
        { "Absolute", """{"startPeriod":0,"operationMode":"ExternalSetpoint","limit":7000,"dischargeLimit":-6000}""", "7000/-6000/-" },                        // Q05
        { "Dynamic", """{"startPeriod":0,"operationMode":"CentralFrequency","setpoint":3000}""", "3000/-/3000" },                                              // Q07
        { "Absolute", """{"startPeriod":0,"operationMode":"LocalFrequency","v2xBaseline":1000,"v2xFreqWattCurve":[{"frequency":49.8,"power":5000},{"frequency":50.2,"power":-5000}],"limit":8000}""", "8000/-/-" }, // Q08
        { "Absolute", """{"startPeriod":0,"operationMode":"LocalLoadBalancing","limit":8000,"dischargeLimit":-3000}""", "8000/-3000/-" },                      // Q09
        { "Absolute", """{"startPeriod":0,"operationMode":"Idle","evseSleep":true}""", "0/-/-" },                                                              // Q10
    };

    [Theory]
    [UseCase("Q03", "2.1")]
    [UseCase("Q05", "2.1")]
    [UseCase("Q07", "2.1")]
    [UseCase("Q08", "2.1")]
    [UseCase("Q09", "2.1")]
    [UseCase("Q10", "2.1")]
    [MemberData(nameof(Modes))]
    public async Task Profile_InAMode_ArrivesAsGivenAndIsReckoned(string kind, string period, string expected)
    {
        await using var station = await Host.StationAsync("ocpp2.1");
        var transaction = await StartAsync(station, "ocpp2.1");

        var (sent, _) = await SetAsync(station, 1, $$$"""{"id":7,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"{{{kind}}}","transactionId":"{{{transaction}}}","chargingSchedule":[{"id":1{{{(kind == "Absolute" ? ",\"startSchedule\":\"2026-01-01T00:00:00Z\"" : "")}}},"chargingRateUnit":"W","chargingSchedulePeriod":[{{{period}}}]}]}""");

        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(period), sent.GetProperty("chargingProfile").GetProperty("chargingSchedule")[0].GetProperty("chargingSchedulePeriod")[0]), "as it was given");
        var reckoned = (await ReadAsync(station, "composite-schedule?evse=1&duration=60"))["chargingSchedulePeriod.0"];
        Assert.Equal(expected, $"{Amount(reckoned, "limit")}/{Amount(reckoned, "dischargeLimit")}/{Amount(reckoned, "setpoint")}");
    }

    [Fact]
    [UseCase("Q02", "2.1")]
    [UseCase("Q04", "2.1")]
    public async Task ChargingFirst_ThenTheCarMayGiveBack_AndFollowsADynamicSetpoint()
    {
        await using var station = await Host.StationAsync("ocpp2.1");
        var transaction = await StartAsync(station, "ocpp2.1");

        // It begins with its usual transfer, and only charges.
        Assert.Equal("Accepted", (await station.CallAsync("NotifyEVChargingNeeds", Needs("DC"))).GetProperty("status").GetString());
        Assert.Equal("ChargingOnly", Period(await station.AnswerAsync("SetChargingProfile", Accepted)).GetProperty("operationMode").GetString());
        await Eventually.TrueAsync(async () => (await ReadAsync(station, "charging-needs")).Word("items.0.plan") == "accepted", "the profile is accepted");

        // Then it is allowed more, asks anew, and is given a setpoint that changes.
        await GiveAsync(station, "NotifyAllowedEnergyTransfer", $$"""{"transactionId":"{{transaction}}","allowedEnergyTransfer":["DC","DC_BPT"]}""", Accepted);
        Assert.Equal("Accepted", (await station.CallAsync("NotifyEVChargingNeeds", Needs("DC_BPT"))).GetProperty("status").GetString());
        await station.AnswerAsync("UpdateDynamicSchedule", Accepted);
        await Eventually.TrueAsync(async () => (await ReadAsync(station, "charging-needs")).Word("items.0.plan") == "accepted", "the value is accepted");
        await SetAsync(station, 1, $$$"""{"id":9,"stackLevel":5,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Dynamic","transactionId":"{{{transaction}}}","chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"operationMode":"CentralSetpoint","setpoint":4000,"dischargeLimit":-9000}]}]}""");
        await GiveAsync(station, "UpdateDynamicSchedule", """{"chargingProfileId":9,"scheduleUpdate":{"setpoint":-7000}}""", Accepted);

        var reckoned = (await ReadAsync(station, "composite-schedule?evse=1&duration=60"))["chargingSchedulePeriod.0"];
        Assert.Equal("CentralSetpoint -9000/-7000", $"{reckoned.GetProperty("operationMode").GetString()} {Amount(reckoned, "dischargeLimit")}/{Amount(reckoned, "setpoint")}");
    }

    [Fact]
    [UseCase("Q06", "2.1")]
    public async Task ExternalSystem_ThatBoundsTheCar_CountsBesideTheProfile()
    {
        await using var station = await Host.StationAsync("ocpp2.1");
        var transaction = await StartAsync(station, "ocpp2.1");
        await SetAsync(station, 1, $$$"""{"id":7,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","transactionId":"{{{transaction}}}","chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"operationMode":"ExternalLimits","limit":7000,"dischargeLimit":-6000}]}]}""");

        await station.CallAsync("NotifyChargingLimit", """{"evseId":1,"chargingLimit":{"chargingLimitSource":"EMS"},"chargingSchedule":[{"id":1,"startSchedule":"2026-01-01T00:00:00Z","chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"operationMode":"ExternalLimits","limit":4000,"dischargeLimit":-2000}]}]}""");

        var reckoned = (await ReadAsync(station, "composite-schedule?evse=1&duration=60"))["chargingSchedulePeriod.0"];
        Assert.Equal("4000/-2000", $"{Amount(reckoned, "limit")}/{Amount(reckoned, "dischargeLimit")}");
    }

    [Fact]
    [UseCase("K27", "2.1")]
    public async Task LocalGeneration_ComesOnTopOfTheLimit_AndIsReplacedByItsNumber()
    {
        await using var station = await Host.StationAsync("ocpp2.1");
        await StartAsync(station, "ocpp2.1");
        await SetAsync(station, 1, Profile(1, 6000));
        await SetAsync(station, 1, Generation(3000));
        Assert.Equal(9000, await LimitAsync(station, 1));
        await SetAsync(station, 1, Generation(1000)); // a cloud
        Assert.Equal(7000, await LimitAsync(station, 1));
    }

    private static string Generation(int watts) =>
        $$$"""{"id":8,"stackLevel":0,"chargingProfilePurpose":"LocalGeneration","chargingProfileKind":"Absolute","chargingSchedule":[{"id":1,"startSchedule":"2026-01-01T00:00:00Z","chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":{{{watts}}}}]}]}""";

    private static string Needs(string transfer) =>
        $$"""{"evseId":1,"chargingNeeds":{"requestedEnergyTransfer":"{{transfer}}","availableEnergyTransfer":["DC","DC_BPT"],"controlMode":"DynamicControl","v2xChargingParameters":{"maxChargePower":22000,"maxDischargePower":10000} } }""";

    private static JsonElement Period(JsonElement sent) => sent.GetProperty("chargingProfile").GetProperty("chargingSchedule")[0].GetProperty("chargingSchedulePeriod")[0];

    private static string Amount(JsonElement period, string member) =>
        period.TryGetProperty(member, out var amount) && amount.ValueKind == JsonValueKind.Number ? amount.GetDecimal().ToString("0", System.Globalization.CultureInfo.InvariantCulture) : "-";
}
