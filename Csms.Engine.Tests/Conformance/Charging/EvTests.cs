using System.Text.Json;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Conformance.Charging;

/// <summary>What cars ask for (ISO 15118), priority, values that are fetched, and giving back (blocks K and Q).</summary>
public sealed class EvTests(ApiHost host) : ChargingTest(host)
{
    private const string Ac = """{"evseId":1,"maxScheduleTuples":3,"chargingNeeds":{"requestedEnergyTransfer":"AC_three_phase","acChargingParameters":{"energyAmount":20000,"evMinCurrent":6,"evMaxCurrent":16,"evMaxVoltage":230}}}""";

    [Theory]
    [UseCase("K15", "2.0.1", "2.1")]
    [UseCase("K16", "2.0.1", "2.1")]
    [UseCase("K17", "2.0.1", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Needs_AreAcceptedAndAnsweredWithAProfile_AndAScheduleAboveTheLimitGetsANewOne(string version)
    {
        await using var station = await Host.StationAsync(version);
        await SetAsync(station, 0, Profile(1, 8000, "ChargingStationMaxProfile"));
        var transaction = await StartAsync(station, version);

        var answer = await station.CallAsync("NotifyEVChargingNeeds", Ac);
        Assert.Equal("Accepted", answer.GetProperty("status").GetString());
        var first = await station.AnswerAsync("SetChargingProfile", """{"status":"Accepted"}""");
        var profile = first.GetProperty("chargingProfile");
        Assert.Equal((1, "TxProfile", transaction, 8000m), (first.GetProperty("evseId").GetInt32(), profile.GetProperty("chargingProfilePurpose").GetString(), profile.GetProperty("transactionId").GetString(), LimitOf(profile)));
        await Eventually.TrueAsync(async () => (await ReadAsync(station, "charging-needs")).Word("items.0.plan") == "accepted", "the plan is accepted");
        var needs = (await ReadAsync(station, "charging-needs"))["items.0"];
        Assert.Equal((20_000, 192_000, profile.GetProperty("id").GetInt32()), (needs.GetProperty("energyWh").GetInt32(), needs.GetProperty("reachableWh").GetInt32(), needs.GetProperty("profileId").GetInt32()));

        // What the car intends is within: nothing follows. Then it intends more.
        Assert.Equal("Accepted", (await station.CallAsync("NotifyEVChargingSchedule", Intends(7900))).GetProperty("status").GetString());
        await Eventually.TrueAsync(async () => (await ReadAsync(station, "charging-needs"))["items.0.intendedAt"].ValueKind != JsonValueKind.Null, "the intention is known");
        await station.CallAsync("NotifyEVChargingSchedule", Intends(11_000));
        var second = (await station.AnswerAsync("SetChargingProfile", """{"status":"Accepted"}""")).GetProperty("chargingProfile");
        Assert.Equal((profile.GetProperty("id").GetInt32(), 8000m), (second.GetProperty("id").GetInt32(), LimitOf(second))); // the same number: it replaces
        await Eventually.TrueAsync(async () => (await ReadAsync(station, "charging-needs")).Word("items.0.intendsTooMuch") == "true", "it is known that the car intends too much");

        // A lower cap and new needs: a new profile under it. With the transaction all of it is gone.
        await SetAsync(station, 0, Profile(1, 5000, "ChargingStationMaxProfile"));
        await station.CallAsync("NotifyEVChargingNeeds", Ac);
        Assert.Equal(5000m, LimitOf((await station.AnswerAsync("SetChargingProfile", """{"status":"Accepted"}""")).GetProperty("chargingProfile")));
        await EndAsync(station, version, transaction);
        Assert.Equal(0, (await ReadAsync(station, "charging-needs"))["items"].GetArrayLength());
        Assert.Equal("0/1 ChargingStationMaxProfile", await HeldAsync(station));
    }

    [Theory]
    [UseCase("K15", "2.0.1", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Needs_BeforeTheTransaction_AreAnsweredOnceItRuns(string version)
    {
        await using var station = await Host.StationAsync(version);
        await station.CallAsync("NotifyEVChargingNeeds", Ac);
        Assert.Equal("waiting", (await ReadAsync(station, "charging-needs")).Word("items.0.plan"));
        var transaction = await StartAsync(station, version);
        var profile = (await station.AnswerAsync("SetChargingProfile", """{"status":"Rejected"}""")).GetProperty("chargingProfile");
        Assert.Equal((transaction, 11_040m), (profile.GetProperty("transactionId").GetString(), LimitOf(profile)));
        await Eventually.TrueAsync(async () => (await ReadAsync(station, "charging-needs")).Word("items.0.plan") == "failed", "the refusal is kept");
        Assert.Equal("", await HeldAsync(station));
    }

    [Fact]
    [UseCase("K21", "2.1")]
    [UseCase("K22", "2.1")]
    public async Task Priority_FromAfarAndAtTheStation_PutsItsProfileInPlace()
    {
        await using var station = await Host.StationAsync("ocpp2.1");
        var transaction = await StartAsync(station, "ocpp2.1");
        await SetAsync(station, 1, Profile(1, 4000));
        await SetAsync(station, 1, Profile(2, 20_000, "PriorityCharging"));
        Assert.Equal(4000, await LimitAsync(station, 1));

        await GiveAsync(station, "UsePriorityCharging", $$"""{"transactionId":"{{transaction}}","activate":true}""", """{"status":"Accepted"}""");
        Assert.Equal(20_000, await LimitAsync(station, 1));
        await GiveAsync(station, "UsePriorityCharging", $$"""{"transactionId":"{{transaction}}","activate":false}""", """{"status":"Accepted"}""");
        Assert.Equal(4000, await LimitAsync(station, 1));
        await station.CallAsync("NotifyPriorityCharging", $$"""{"transactionId":"{{transaction}}","activated":true}""");
        Assert.Equal(20_000, await LimitAsync(station, 1));
        var evse = (await ReadAsync(station, "charging-needs"))["items.0"];
        Assert.True(evse.GetProperty("isPriority").GetBoolean() && evse.GetProperty("priorityByDriver").GetBoolean());
        await station.CallAsync("NotifyPriorityCharging", """{"transactionId":"unknown","activated":false}"""); // nobody's
        await station.CallAsync("NotifyPriorityCharging", $$"""{"transactionId":"{{transaction}}","activated":false}""");
        Assert.Equal(4000, await LimitAsync(station, 1));
    }

    [Fact]
    [UseCase("K28", "2.1")]
    public async Task DynamicSchedule_IsPushedAndPulled()
    {
        await using var station = await Host.StationAsync("ocpp2.1");
        await SetAsync(station, 1, """{"id":3,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Dynamic","dynUpdateInterval":60,"chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":6000}]}]}""");
        Assert.Equal(6000, await LimitAsync(station, 1));
        var pulled = await station.CallAsync("PullDynamicScheduleUpdate", """{"chargingProfileId":3}""");
        Assert.Equal(("Accepted", 6000), (pulled.GetProperty("status").GetString(), pulled.GetProperty("scheduleUpdate").GetProperty("limit").GetInt32()));

        await GiveAsync(station, "UpdateDynamicSchedule", """{"chargingProfileId":3,"scheduleUpdate":{"limit":2500}}""", """{"status":"Accepted"}""");
        Assert.Equal(2500, await LimitAsync(station, 1));
        pulled = await station.CallAsync("PullDynamicScheduleUpdate", """{"chargingProfileId":3}""");
        Assert.Equal(2500, pulled.GetProperty("scheduleUpdate").GetProperty("limit").GetInt32());
        Assert.Equal("Rejected", (await station.CallAsync("PullDynamicScheduleUpdate", """{"chargingProfileId":4}""")).GetProperty("status").GetString());
    }

    [Fact]
    [UseCase("Q01", "2.1")]
    [UseCase("Q08", "2.1")]
    public async Task GivingBack_AllowedTransferModesAndSignals_AreKept()
    {
        await using var station = await Host.StationAsync("ocpp2.1");
        var transaction = await StartAsync(station, "ocpp2.1");
        await GiveAsync(station, "NotifyAllowedEnergyTransfer", $$"""{"transactionId":"{{transaction}}","allowedEnergyTransfer":["DC","DC_BPT"]}""", """{"status":"Accepted"}""");
        Assert.Equal(["DC", "DC_BPT"], (await ReadAsync(station, "charging-needs"))["items.0.allowedEnergyTransfer"].EnumerateArray().Select(each => each.GetString()));
        await SetAsync(station, 1, $$$"""{"id":5,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","transactionId":"{{{transaction}}}","chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":10000,"dischargeLimit":-8000,"setpoint":-5000,"operationMode":"CentralFrequency","v2xBaseline":0,"v2xSignalWattCurve":[{"signal":-10,"power":-8000},{"signal":10,"power":8000}]}]}]}""");
        var period = (await ReadAsync(station, "composite-schedule?evse=1"))["chargingSchedulePeriod.0"];
        Assert.Equal((10_000, -8000, -5000, "CentralFrequency"), (period.GetProperty("limit").GetInt32(), period.GetProperty("dischargeLimit").GetInt32(), period.GetProperty("setpoint").GetInt32(), period.GetProperty("operationMode").GetString()));
        var (sent, _) = await GiveAsync(station, "AFRRSignal", """{"timestamp":"2026-03-01T10:00:00Z","signal":-7}""", """{"status":"Accepted"}""");
        Assert.Equal(-7, sent.GetProperty("signal").GetInt32());
    }

    private static decimal LimitOf(JsonElement profile) => profile.GetProperty("chargingSchedule")[0].GetProperty("chargingSchedulePeriod")[0].GetProperty("limit").GetDecimal();

    private static string Intends(int watts) =>
        $$$"""{"timeBase":"{{{TransactionScript.Text(DateTimeOffset.UtcNow)}}}","evseId":1,"chargingSchedule":{"id":1,"duration":3600,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":{{{watts}}}}]}}""";
}
