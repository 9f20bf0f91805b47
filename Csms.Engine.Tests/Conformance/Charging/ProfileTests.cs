using System.Net;
using System.Text.Json;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Conformance.Charging;

/// <summary>Charging profiles set, reported, cleared, and the limits that follow from them (block K).</summary>
public sealed class ProfileTests(ApiHost host) : ChargingTest(host)
{
    [Theory]
    [UseCase("K01", "1.6", "2.0.1", "2.1")]
    [UseCase("K04", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task SetChargingProfile_Accepted_IsHeldAndLimits_RejectedIsNot(string version)
    {
        await using var station = await Host.StationAsync(version);
        var (sent, _) = await SetAsync(station, 0, Profile(1, 22_000, "ChargingStationMaxProfile"));
        Assert.Equal(version == "ocpp1.6" ? "ChargePointMaxProfile" : "ChargingStationMaxProfile",
            sent.GetProperty(version == "ocpp1.6" ? "csChargingProfiles" : "chargingProfile").GetProperty("chargingProfilePurpose").GetString());
        await SetAsync(station, 0, Profile(2, 11_000));
        await GiveAsync(station, "SetChargingProfile", $$"""{"evseId":1,"chargingProfile":{{Profile(3, 4000)}}}""", """{"status":"Rejected"}""");

        Assert.Equal("0/1 ChargingStationMaxProfile, 0/2 TxDefaultProfile", await HeldAsync(station));
        Assert.Equal(11_000, await LimitAsync(station, 1));
        Assert.Equal(22_000, await LimitAsync(station, 0)); // no EVSE of it is known yet

        // A transaction's own profile takes the place of the default, under the cap, and goes with it.
        var transaction = await StartAsync(station, version);
        await SetAsync(station, 1, Profile(4, 30_000, "TxProfile", more: $",\"transactionId\":\"{transaction}\""));
        Assert.Equal(22_000, await LimitAsync(station, 1));
        await EndAsync(station, version, transaction);
        Assert.Equal("0/1 ChargingStationMaxProfile, 0/2 TxDefaultProfile", await HeldAsync(station));
        Assert.Equal(11_000, await LimitAsync(station, 1));
        Assert.Equal(11_000, await LimitAsync(station, 0)); // its one EVSE may draw no more

        var item = (await ReadAsync(station, "charging-profiles?evse=0&purpose=TxDefaultProfile"))["items.0"];
        Assert.Equal(("CSO", "set", JsonValueKind.Null), (item.GetProperty("source").GetString(), item.GetProperty("origin").GetString(), item.GetProperty("confirmedAt").ValueKind));
        Assert.Equal(11_000, item.GetProperty("profile").GetProperty("chargingSchedule")[0].GetProperty("chargingSchedulePeriod")[0].GetProperty("limit").GetInt32());
        (await Host.GetAsync($"/api/v1/stations/{station.Id}/charging-profiles?purpose=Any")).IsProblem(HttpStatusCode.BadRequest);
    }

    [Theory]
    [UseCase("K01", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6", "1/8 TxDefaultProfile")]                     // the same level and purpose replaces
    [InlineData("ocpp2.0.1", "1/7 TxDefaultProfile, 1/8 TxDefaultProfile")] // only the same number does
    [InlineData("ocpp2.1", "1/7 TxDefaultProfile, 1/8 TxDefaultProfile")]
    public async Task SetChargingProfile_SameLevel_ReplacesAsTheVersionHasIt(string version, string held)
    {
        await using var station = await Host.StationAsync(version);
        await SetAsync(station, 1, Profile(7, 5000));
        await SetAsync(station, 1, Profile(8, 6000));
        Assert.Equal(held, await HeldAsync(station));
    }

    [Theory]
    [UseCase("K05", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task RemoteStart_WithAProfile_LimitsItsTransaction(string version)
    {
        await using var station = await Host.StationAsync(version);
        var body = $$$"""{"evseId":1,"remoteStartId":77,"idToken":{"idToken":"04A1B2C3","type":"ISO14443"},"chargingProfile":{{{Profile(9, 7000, "TxProfile")}}}}""";
        await GiveAsync(station, "RequestStartTransaction", body, """{"status":"Accepted"}""", version == "ocpp1.6" ? "RemoteStartTransaction" : null);
        Assert.Null(await LimitAsync(station, 1)); // it waits for its transaction

        var transaction = await StartAsync(station, version, 1, version == "ocpp1.6" ? null : payload => payload["transactionInfo"]!["remoteStartId"] = 77);
        Assert.Equal(7000, await LimitAsync(station, 1));
        Assert.Equal(transaction, (await ReadAsync(station, "charging-profiles")).Word("items.0.transactionId"));
        await EndAsync(station, version, transaction);
        Assert.Equal("", await HeldAsync(station));
    }

    [Theory]
    [UseCase("K08", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task CompositeSchedule_OfTheStation_IsItsOwnWord_AndOursIsReckoned(string version)
    {
        await using var station = await Host.StationAsync(version);
        await SetAsync(station, 1, Profile(1, 9000));
        var answer = version == "ocpp1.6"
            ? """{"status":"Accepted","connectorId":1,"scheduleStart":"2026-03-01T10:00:00Z","chargingSchedule":{"duration":600,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":8000}]}}"""
            : """{"status":"Accepted","schedule":{"evseId":1,"duration":600,"scheduleStart":"2026-03-01T10:00:00Z","chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":8000}]}}""";
        var (_, given) = await GiveAsync(station, "GetCompositeSchedule", """{"evseId":1,"duration":600,"chargingRateUnit":"W"}""", answer);
        Assert.Equal(8000, given["response.schedule.chargingSchedulePeriod.0.limit"].GetInt32());

        var ours = await ReadAsync(station, "composite-schedule?evse=1&duration=600&unit=A");
        Assert.Equal(("A", 600, 1), (ours.Word("chargingRateUnit"), ours["duration"].GetInt32(), ours["evseId"].GetInt32()));
        Assert.Equal((13.0m, "TxDefaultProfile", 1), (ours["chargingSchedulePeriod.0.limit"].GetDecimal(), ours.Word("chargingSchedulePeriod.0.purpose"), ours["chargingSchedulePeriod.0.profileId"].GetInt32()));
        (await Host.GetAsync($"/api/v1/stations/{station.Id}/composite-schedule?duration=0&unit=kW&from=then")).IsProblem(HttpStatusCode.BadRequest);
    }

    [Theory]
    [UseCase("K09", "2.0.1", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Report_InParts_IsTheTruthOverWhatWeRemember(string version)
    {
        await using var station = await Host.StationAsync(version);
        await SetAsync(station, 1, Profile(1, 5000));
        await SetAsync(station, 1, Profile(2, 6000, level: 1));
        var (_, given) = await GiveAsync(station, "GetChargingProfiles", """{"requestId":5,"chargingProfile":{"chargingLimitSource":["CSO","EMS","SO","Other"]}}""", """{"status":"Accepted"}""");
        await ReportAsync(1, "CSO", true, Profile(2, 6500, level: 1));
        await ReportAsync(0, "SO", false, Profile(-1, 4000, "ChargingStationExternalConstraints"));

        Assert.Equal("0/-1 ChargingStationExternalConstraints, 1/2 TxDefaultProfile", await HeldAsync(station));
        Assert.Equal(4000, await LimitAsync(station, 1));
        var items = (await ReadAsync(station, "charging-profiles"))["items"];
        Assert.Equal(("SO", "reported", "set"), (items[0].GetProperty("source").GetString(), items[0].GetProperty("origin").GetString(), items[1].GetProperty("origin").GetString()));
        Assert.Equal(6500, items[1].GetProperty("profile").GetProperty("chargingSchedule")[0].GetProperty("chargingSchedulePeriod")[0].GetProperty("limit").GetInt32());
        await Eventually.TrueAsync(async () => (await Host.GetAsync($"/api/v1/commands/{given.Word("commandId")}")).Word("stage") == "observed", "the end of the report is observed");

        // A station that holds none says so; one that goes on and on is heard, and not kept.
        await GiveAsync(station, "GetChargingProfiles", """{"requestId":6,"evseId":1,"chargingProfile":{"chargingProfilePurpose":"TxDefaultProfile"}}""", """{"status":"NoProfiles"}""");
        Assert.Equal("0/-1 ChargingStationExternalConstraints", await HeldAsync(station));
        for (var part = 0; part < 300; part++) await ReportAsync(2, "CSO", true, Profile(100 + part, 1000));
        Assert.Equal(128, (await ReadAsync(station, "charging-profiles?limit=1000"))["items"].GetArrayLength());

        async Task ReportAsync(int evse, string source, bool more, string profile) => await station.CallAsync("ReportChargingProfiles",
            $$"""{"requestId":5,"chargingLimitSource":"{{source}}","chargingProfile":[{{profile}}],"tbc":{{(more ? "true" : "false")}},"evseId":{{evse}}}""");
    }

    [Theory]
    [UseCase("K10", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task ClearChargingProfile_ByNumberOrCriteria_RemovesWhatTheStandardSays(string version)
    {
        await using var station = await Host.StationAsync(version);
        await SetAsync(station, 0, Profile(1, 22_000, "ChargingStationMaxProfile"));
        await SetAsync(station, 1, Profile(2, 5000));
        await SetAsync(station, 2, Profile(3, 5000, level: 1));

        var (sent, _) = await GiveAsync(station, "ClearChargingProfile", """{"chargingProfileId":2}""", """{"status":"Accepted"}""");
        Assert.Equal(2, sent.GetProperty(version == "ocpp1.6" ? "id" : "chargingProfileId").GetInt32());
        Assert.Equal("0/1 ChargingStationMaxProfile, 2/3 TxDefaultProfile", await HeldAsync(station));
        await GiveAsync(station, "ClearChargingProfile", """{"chargingProfileCriteria":{"stackLevel":1,"chargingProfilePurpose":"TxDefaultProfile"}}""", """{"status":"Accepted"}""");
        Assert.Equal("0/1 ChargingStationMaxProfile", await HeldAsync(station));
        await GiveAsync(station, "ClearChargingProfile", """{"chargingProfileCriteria":{"evseId":0}}""", """{"status":"Unknown"}"""); // it has none of it: neither have we
        Assert.Equal("", await HeldAsync(station));
    }

    [Theory]
    [UseCase("K11", "2.0.1", "2.1")]
    [UseCase("K12", "2.0.1", "2.1")]
    [UseCase("K13", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1", true)]
    [InlineData("ocpp2.0.1", false)]
    [InlineData("ocpp2.1", true)]
    [InlineData("ocpp2.1", false)]
    public async Task ExternalLimit_WithAndWithoutATransaction_HoldsUntilItIsReleased(string version, bool charges)
    {
        await using var station = await Host.StationAsync(version);
        if (charges) await StartAsync(station, version);
        await SetAsync(station, 1, Profile(1, 9000));
        await station.CallAsync("NotifyChargingLimit",
            """{"chargingLimit":{"chargingLimitSource":"SO","isGridCritical":true},"evseId":0,"chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":3000}]}]}""");

        Assert.Equal(3000, await LimitAsync(station, 1));
        var limit = (await ReadAsync(station, "charging-limits"))["items.0"];
        Assert.Equal(("SO", true, 0), (limit.GetProperty("source").GetString(), limit.GetProperty("isGridCritical").GetBoolean(), limit.GetProperty("evseId").GetInt32()));
        await station.CallAsync("ClearedChargingLimit", """{"chargingLimitSource":"SO","evseId":0}""");
        Assert.Equal(9000, await LimitAsync(station, 1));
        Assert.Equal(0, (await ReadAsync(station, "charging-limits"))["items"].GetArrayLength());
    }

    [Fact]
    public async Task Api_OfAKeyOfAnotherSite_SeesNothing_AndWithoutThePermissionSetsNothing()
    {
        await Host.PutAsync("/api/v1/sites/CHG-N", """{"name":"North"}""");
        await using var station = await Host.StationAsync("ocpp2.1");
        await Host.PutAsync($"/api/v1/stations/{station.Id}", """{"siteId":"CHG-N"}""");
        var other = await Host.KeyAsync(["stations.read", "stations.command.limit"], "CHG-S");
        var reader = await Host.KeyAsync(["stations.read", "stations.command.config"], "CHG-N");
        foreach (var path in new[] { "charging-profiles", "composite-schedule", "charging-limits", "charging-needs", "der-controls", "der-events" })
        {
            (await Host.GetAsync($"/api/v1/stations/{station.Id}/{path}", other)).IsProblem(HttpStatusCode.NotFound);
            (await Host.GetAsync($"/api/v1/stations/{station.Id}/{path}", reader)).Is(HttpStatusCode.OK);
            (await Host.GetAsync($"/api/v1/stations/{station.Id}/{path}", null)).Is(HttpStatusCode.Unauthorized);
        }

        (await Host.PostAsync($"/api/v1/stations/{station.Id}/commands/ClearChargingProfile", "{}", reader)).IsProblem(HttpStatusCode.Forbidden);
    }
}
