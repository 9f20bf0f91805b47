using System.Text.Json;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Conformance.Charging;

/// <summary>Who limits a station besides its own CSMS, and where: from the centre, by a local controller, by an energy manager on the spot (K02 to K04, K14, K23 to K29).</summary>
public sealed class SiteLimitTests(ApiHost host) : ChargingTest(host)
{
    private const string Accepted = """{"status":"Accepted"}""";

    [Theory]
    [UseCase("K02", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Central_TheLimitOfARunningTransaction_IsChangedAsOftenAsTheCentreWants(string version)
    {
        await using var station = await Host.StationAsync(version);
        await SetAsync(station, 0, Profile(1, 11_000)); // for whoever begins
        var transaction = await StartAsync(station, version);
        Assert.Equal(11_000, await LimitAsync(station, 1));

        foreach (var watts in new[] { 7000, 4200, 9000 })
        {
            var (sent, answer) = await SetAsync(station, 1, Profile(2, watts, "TxProfile", more: $",\"transactionId\":\"{transaction}\""));
            var profile = sent.GetProperty(version == "ocpp1.6" ? "csChargingProfiles" : "chargingProfile");
            Assert.Equal((transaction, "TxProfile", "Accepted"), (profile.GetProperty("transactionId").ToString(), profile.GetProperty("chargingProfilePurpose").GetString(), answer.Word("status")));
            Assert.Equal(watts, await LimitAsync(station, 1));
        }

        // What the station refuses does not count: the limit before it does.
        await GiveAsync(station, "SetChargingProfile", $$"""{"evseId":1,"chargingProfile":{{Profile(2, 1000, "TxProfile", more: $",\"transactionId\":\"{transaction}\"")}}}""", """{"status":"Rejected"}""");
        Assert.Equal(9000, await LimitAsync(station, 1));
        await EndAsync(station, version, transaction);
        Assert.Equal(11_000, await LimitAsync(station, 1));
    }

    [Theory]
    [UseCase("K03", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task LocalController_TakesTheCapOfItsGroup_AndItsStationsTellWhatIsLeft(string version)
    {
        await using var controller = await Host.StationAsync(version, id: Host.NewId("LC"));
        await using var behind = await Host.StationAsync(version, id: Host.NewId("LC"));
        await SetAsync(controller, 0, Profile(1, 30_000, "ChargingStationMaxProfile"));
        await SetAsync(behind, 0, Profile(2, 22_000, "ChargingStationMaxProfile"));
        Assert.Equal(30_000, await LimitAsync(controller, 0));

        // The controller has given the station less than we have: its own word says so, beside what we reckon.
        var schedule = """{"duration":600,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":13000}]}""";
        var told = version == "ocpp1.6"
            ? $$"""{"status":"Accepted","connectorId":1,"scheduleStart":"2026-03-01T10:00:00Z","chargingSchedule":{{schedule}}}"""
            : $$"""{"status":"Accepted","schedule":{"evseId":1,"scheduleStart":"2026-03-01T10:00:00Z",{{schedule[1..]}}}""";
        var (_, answer) = await GiveAsync(behind, "GetCompositeSchedule", """{"evseId":1,"duration":600,"chargingRateUnit":"W"}""", told);
        Assert.Equal(13_000, answer["response.schedule.chargingSchedulePeriod.0.limit"].GetInt32());
        Assert.Equal(22_000, await LimitAsync(behind, 1));
    }

    [Theory]
    [UseCase("K14", "2.0.1", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task LocalController_WithALimitFromOutside_TellsIt_AndItsStationsHoldIt(string version)
    {
        await using var controller = await Host.StationAsync(version, id: Host.NewId("LC"));
        await using var behind = await Host.StationAsync(version, id: Host.NewId("LC"));
        await StartAsync(behind, version);
        await SetAsync(behind, 1, Profile(1, 9000));
        await controller.CallAsync("NotifyChargingLimit", """{"chargingLimit":{"chargingLimitSource":"SO"},"chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":12000}]}]}""");
        Assert.Equal(12_000, await LimitAsync(controller, 0));

        // The controller has passed its part of it on, as a profile of the station.
        await GiveAsync(behind, "GetChargingProfiles", """{"requestId":5,"chargingProfile":{"chargingLimitSource":["SO"]}}""", Accepted);
        await behind.CallAsync("ReportChargingProfiles", $$"""{"requestId":5,"chargingLimitSource":"SO","chargingProfile":[{{Profile(-1, 4000, "ChargingStationExternalConstraints")}}],"evseId":0}""");
        Assert.Equal(4000, await LimitAsync(behind, 1));

        await controller.CallAsync("ClearedChargingLimit", """{"chargingLimitSource":"SO"}""");
        await GiveAsync(behind, "GetChargingProfiles", """{"requestId":6,"chargingProfile":{"chargingLimitSource":["SO"]}}""", """{"status":"NoProfiles"}""");
        Assert.Null(await LimitAsync(controller, 0));
        Assert.Equal(9000, await LimitAsync(behind, 1));
    }

    [Theory]
    [UseCase("K23", "2.1")]
    [UseCase("K24", "2.1")]
    [UseCase("K26", "2.1")]
    [InlineData(null)] // an energy manager at the station, or at a local controller, which is a station to us
    [InlineData(6000)] // and one in the cloud that goes through us
    public async Task EnergyManager_OnTheSpot_LimitsWithOrBelowTheCloud(int? cloudWatts)
    {
        await using var station = await Host.StationAsync("ocpp2.1");
        await StartAsync(station, "ocpp2.1");
        await SetAsync(station, 1, Profile(1, 11_000));
        if (cloudWatts is { } watts) await SetAsync(station, 0, Profile(2, watts, "ChargingStationMaxProfile"));

        await ToldAsync(5000);
        Assert.Equal(5000, await LimitAsync(station, 1));
        var limit = (await ReadAsync(station, "charging-limits"))["items.0"];
        Assert.Equal("EMS", limit.GetProperty("source").GetString());
        await ToldAsync(8000); // the newest word replaces
        Assert.Equal(cloudWatts ?? 8000, await LimitAsync(station, 1));
        await station.CallAsync("ClearedChargingLimit", """{"chargingLimitSource":"EMS","evseId":0}""");
        Assert.Equal(cloudWatts ?? 11_000, await LimitAsync(station, 1));

        async Task ToldAsync(int limitWatts) => await station.CallAsync("NotifyChargingLimit",
            $$$"""{"chargingLimit":{"chargingLimitSource":"EMS"},"evseId":0,"chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":{{{limitWatts}}}}]}]}""");
    }

    [Fact]
    [UseCase("K27", "2.1")]
    public async Task Generation_OnTheSpot_ComesOnTopOfTheLimit()
    {
        await using var station = await Host.StationAsync("ocpp2.1");
        await StartAsync(station, "ocpp2.1");
        await SetAsync(station, 1, Profile(1, 9000));
        await SetAsync(station, 0, Profile(2, 10_000, "ChargingStationMaxProfile"));

        var (sent, _) = await SetAsync(station, 0, Absolute(3, 2500, "LocalGeneration"));
        Assert.Equal("LocalGeneration", sent.GetProperty("chargingProfile").GetProperty("chargingProfilePurpose").GetString());
        Assert.Equal(11_500, await LimitAsync(station, 1));
        await GiveAsync(station, "ClearChargingProfile", """{"chargingProfileId":3}""", Accepted);
        Assert.Equal(9000, await LimitAsync(station, 1));

        // Told by the station as it measures it, the same.
        await station.CallAsync("NotifyChargingLimit", """{"chargingLimit":{"chargingLimitSource":"EMS","isLocalGeneration":true},"evseId":0,"chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":1000}]}]}""");
        Assert.Equal(10_000, await LimitAsync(station, 1));
    }

    [Fact]
    [UseCase("K29", "2.1")]
    public async Task DynamicProfile_OfAnExternalSystem_IsHeldAsItIsReported()
    {
        await using var station = await Host.StationAsync("ocpp2.1");
        await SetAsync(station, 1, Profile(1, 9000));
        foreach (var watts in new[] { 3000, 6500 })
        {
            await GiveAsync(station, "GetChargingProfiles", $$$"""{"requestId":{{{watts}}},"chargingProfile":{"chargingLimitSource":["EMS"]}}""", Accepted);
            var profile = Absolute(-1, watts, "ChargingStationExternalConstraints").Replace("\"Absolute\"", "\"Dynamic\"", StringComparison.Ordinal);
            await station.CallAsync("ReportChargingProfiles", $$"""{"requestId":{{watts}},"chargingLimitSource":"EMS","chargingProfile":[{{profile}}],"evseId":0}""");
            Assert.Equal(watts, await LimitAsync(station, 1));
        }

        var held = (await ReadAsync(station, "charging-profiles"))["items.0"];
        Assert.Equal(("EMS", "Dynamic"), (held.GetProperty("source").GetString(), held.GetProperty("profile").GetProperty("chargingProfileKind").GetString()));

        // It is not ours to renew: the station that asks us for values gets none from us.
        var pulled = await station.CallAsync("PullDynamicScheduleUpdate", """{"chargingProfileId":77}""");
        Assert.Equal("Rejected", pulled.GetProperty("status").GetString());
    }

    [Theory]
    [UseCase("K16", "2.0.1", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Renegotiation_BegunHere_GivesTheCarANewSchedule_WhichItAnswersWithItsOwn(string version)
    {
        await using var station = await Host.StationAsync(version);
        var transaction = await StartAsync(station, version);
        await station.CallAsync("NotifyEVChargingNeeds", """{"evseId":1,"maxScheduleTuples":3,"chargingNeeds":{"requestedEnergyTransfer":"AC_three_phase","acChargingParameters":{"energyAmount":20000,"evMinCurrent":6,"evMaxCurrent":16,"evMaxVoltage":230}}}""");
        var planned = (await station.AnswerAsync("SetChargingProfile", Accepted)).GetProperty("chargingProfile");
        await Eventually.TrueAsync(async () => (await ReadAsync(station, "charging-needs")).Word("items.0.plan") == "accepted", "the plan is accepted");

        // The operator wants less, in the place of the plan; the station renegotiates and tells what the car makes of it.
        var number = planned.GetProperty("id").GetInt32();
        var (sent, _) = await SetAsync(station, 1, Profile(number, 4000, "TxProfile", planned.GetProperty("stackLevel").GetInt32(), $",\"transactionId\":\"{transaction}\""));
        Assert.Equal(number, sent.GetProperty("chargingProfile").GetProperty("id").GetInt32());
        var answer = await station.CallAsync("NotifyEVChargingSchedule",
            $$$"""{"timeBase":"{{{TransactionScript.Text(DateTimeOffset.UtcNow)}}}","evseId":1,"chargingSchedule":{"id":1,"duration":3600,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":4000}]}}""");
        Assert.Equal("Accepted", answer.GetProperty("status").GetString());
        await Eventually.TrueAsync(async () => (await ReadAsync(station, "charging-needs"))["items.0.intendedAt"].ValueKind != JsonValueKind.Null, "the intention is known");
        Assert.Equal("false", (await ReadAsync(station, "charging-needs")).Word("items.0.intendsTooMuch"));
        Assert.Equal(4000, await LimitAsync(station, 1));
    }

    private static string Absolute(int id, int watts, string purpose) =>
        $$$"""{"id":{{{id}}},"stackLevel":0,"chargingProfilePurpose":"{{{purpose}}}","chargingProfileKind":"Absolute","chargingSchedule":[{"id":1,"startSchedule":"2026-01-01T00:00:00Z","chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":{{{watts}}}}]}]}""";
}
