using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Conformance.Charging;

/// <summary>What cars are answered that tell their needs, in scheduled and in dynamic control, and what they are allowed (2.1 K18 to K20, Q01).</summary>
public sealed class NeedsTests(ApiHost host) : ChargingTest(host)
{
    private const string Ac = """{"evseId":1,"chargingNeeds":{"requestedEnergyTransfer":"AC_three_phase","acChargingParameters":{"energyAmount":20000,"evMinCurrent":6,"evMaxCurrent":16,"evMaxVoltage":230}}}""";
    private const string Accepted = """{"status":"Accepted"}""";

    [Theory]
    [UseCase("K15", "2.0.1", "2.1")]
    [UseCase("Q01", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Needs_ThatTheSiteForbids_AreRejectedWithTheReason_OthersGetAProfile(string version)
    {
        await using var station = await AtSiteAsync(version, """{"energyTransfers":["AC_three_phase"]}""");
        await StartAsync(station, version);

        var refused = await station.CallAsync("NotifyEVChargingNeeds", Dc("DC"));
        Assert.Equal(("Rejected", "NotEnabled"), (Word(refused, "status"), Word(refused.GetProperty("statusInfo"), "reasonCode")));
        var needs = (await ReadAsync(station, "charging-needs"))["items.0"];
        Assert.Equal(("rejected", "DC is not allowed here; allowed: AC_three_phase."), (Word(needs, "answer"), Word(needs, "answerReason")));
        Assert.False(needs.TryGetProperty("plan", out _)); // nothing was promised

        Assert.Equal("Accepted", Word(await station.CallAsync("NotifyEVChargingNeeds", Ac), "status"));
        await station.AnswerAsync("SetChargingProfile", Accepted);
        await Eventually.TrueAsync(async () => (await ReadAsync(station, "charging-needs")).Word("items.0.plan") == "accepted", "the plan is accepted");
        Assert.Equal("accepted", (await ReadAsync(station, "charging-needs")).Word("items.0.answer"));
    }

    [Theory]
    [UseCase("K15", "2.0.1", "2.1")]
    [UseCase("K19", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Needs_WhereNobodyPlans_GetNoProfile(string version)
    {
        await using var station = await AtSiteAsync(version, """{"plansForCars":false}""");
        await StartAsync(station, version);

        var answer = await station.CallAsync("NotifyEVChargingNeeds", Ac);
        Assert.Equal(version == "ocpp2.1" ? "NoChargingProfile" : "Rejected", Word(answer, "status")); // 2.0.1 has no word for it
        Assert.Equal("noChargingProfile", (await ReadAsync(station, "charging-needs")).Word("items.0.answer"));
        Assert.Equal("", await HeldAsync(station));
    }

    [Fact]
    [UseCase("K18", "2.1")]
    [UseCase("Q01", "2.1")]
    public async Task Needs_OfAStationThatHasSwitchedItOff_AreAnsweredBySo()
    {
        await using var station = await Host.StationAsync("ocpp2.1");
        await StartAsync(station, "ocpp2.1");
        await station.CallAsync("NotifyReport", """{"requestId":1,"seqNo":0,"generatedAt":"2026-01-01T00:00:00Z","reportData":[{"component":{"name":"SmartChargingCtrlr"},"variable":{"name":"Enabled"},"variableAttribute":[{"value":"false"}]},{"component":{"name":"V2XChargingCtrlr"},"variable":{"name":"Enabled"},"variableAttribute":[{"value":"false"}]}]}""");

        Assert.Equal("NoChargingProfile", Word(await station.CallAsync("NotifyEVChargingNeeds", Dc("DC", "ScheduledControl")), "status"));
        Assert.Equal("Rejected", Word(await station.CallAsync("NotifyEVChargingNeeds", Dc("DC_BPT", "ScheduledControl")), "status"));
        Assert.Equal("ScheduledControl", (await ReadAsync(station, "charging-needs")).Word("items.0.controlMode"));
    }

    [Fact]
    [UseCase("Q01", "2.1")]
    public async Task Needs_ToGiveBack_WhereOneEvseHasItOff_AreRejectedThereAlone()
    {
        await using var station = await Host.StationAsync("ocpp2.1");
        await station.CallAsync("NotifyReport", """
            {"requestId":1,"seqNo":0,"generatedAt":"2026-01-01T00:00:00Z","reportData":[
            {"component":{"name":"V2XChargingCtrlr","evse":{"id":1}},"variable":{"name":"Enabled"},"variableAttribute":[{"value":"false"}]},
            {"component":{"name":"V2XChargingCtrlr","evse":{"id":2}},"variable":{"name":"Enabled"},"variableAttribute":[{"value":"true"}]}]}
            """);

        Assert.Equal("Rejected", Word(await station.CallAsync("NotifyEVChargingNeeds", Dc("DC_BPT")), "status"));
        Assert.Equal("Processing", Word(await station.CallAsync("NotifyEVChargingNeeds", Dc("DC_BPT").Replace("\"evseId\":1", "\"evseId\":2", StringComparison.Ordinal)), "status"));
    }

    [Theory]
    [UseCase("Q01", "2.1")]
    [UseCase("K18", "2.1")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Needs_ToGiveBack_WaitUntilItIsKnownWhoCharges(bool may)
    {
        var token = Host.NewId("TOKEN");
        await Host.PutAsync($"/api/v1/tokens/{token}", may ? """{"energyTransfers":["DC","DC_BPT"]}""" : """{"energyTransfers":["DC"]}""");
        await using var station = await Host.StationAsync("ocpp2.1");

        Assert.Equal("Processing", Word(await station.CallAsync("NotifyEVChargingNeeds", Dc("DC_BPT", "ScheduledControl")), "status"));
        Assert.Equal("processing", (await ReadAsync(station, "charging-needs")).Word("items.0.answer"));
        var transaction = await StartAsync(station, "ocpp2.1", change: With(token));

        var told = await station.AnswerAsync("NotifyAllowedEnergyTransfer", Accepted);
        Assert.Equal((transaction, may ? "DC,DC_BPT" : "DC"), (Word(told, "transactionId"), Words(told.GetProperty("allowedEnergyTransfer"))));
        if (may)
        {
            var profile = (await station.AnswerAsync("SetChargingProfile", Accepted)).GetProperty("chargingProfile");
            Assert.Equal(("Absolute", transaction), (Word(profile, "chargingProfileKind"), Word(profile, "transactionId")));
        }

        await Eventually.TrueAsync(async () => (await ReadAsync(station, "charging-needs")).Word("items.0.answer") == (may ? "accepted" : "rejected"), "it is decided");
    }

    [Fact]
    [UseCase("Q01", "2.1")]
    public async Task Needs_AcceptedBeforeItWasKnownWhoCharges_AreDecidedAnewForTheDriver()
    {
        var token = Host.NewId("TOKEN");
        await Host.PutAsync($"/api/v1/tokens/{token}", """{"energyTransfers":["AC_three_phase"]}""");
        await using var station = await Host.StationAsync("ocpp2.1");
        Assert.Equal("Accepted", Word(await station.CallAsync("NotifyEVChargingNeeds", Dc("DC")), "status"));
        await StartAsync(station, "ocpp2.1", change: With(token));
        Assert.Equal("AC_three_phase", Words((await station.AnswerAsync("NotifyAllowedEnergyTransfer", Accepted)).GetProperty("allowedEnergyTransfer")));
        await Eventually.TrueAsync(async () => (await ReadAsync(station, "charging-needs")).Word("items.0.answer") == "rejected", "it is decided");
    }

    [Fact]
    [UseCase("K19", "2.1")]
    [UseCase("K20", "2.1")]
    [UseCase("K28", "2.1")]
    public async Task DynamicControl_GetsADynamicProfile_AndNewValuesWhenLimitsOrNeedsChange()
    {
        await using var station = await Host.StationAsync("ocpp2.1");
        await SetAsync(station, 0, Profile(1, 8000, "ChargingStationMaxProfile"));
        var transaction = await StartAsync(station, "ocpp2.1");

        Assert.Equal("Accepted", Word(await station.CallAsync("NotifyEVChargingNeeds", Dc("DC", "DynamicControl", 50_000)), "status"));
        var profile = (await station.AnswerAsync("SetChargingProfile", Accepted)).GetProperty("chargingProfile");
        var schedule = Assert.Single(profile.GetProperty("chargingSchedule").EnumerateArray());
        var period = Assert.Single(schedule.GetProperty("chargingSchedulePeriod").EnumerateArray());
        Assert.Equal(("Dynamic", "TxProfile", transaction), (Word(profile, "chargingProfileKind"), Word(profile, "chargingProfilePurpose"), Word(profile, "transactionId")));
        Assert.Equal((0, "ChargingOnly", 8000m), (period.GetProperty("startPeriod").GetInt32(), Word(period, "operationMode"), period.GetProperty("limit").GetDecimal()));
        var id = profile.GetProperty("id").GetInt32();
        await AnsweredAsync(station);

        // The limits fall: the car is told at once, by its profile's number.
        await SetAsync(station, 0, Profile(1, 5000, "ChargingStationMaxProfile"));
        Assert.Equal((id, 5000m), Update(await station.AnswerAsync("UpdateDynamicSchedule", Accepted)));
        await AnsweredAsync(station);
        Assert.Equal(5000, await LimitAsync(station, 1));

        // The car wants less (K20).
        Assert.Equal("Accepted", Word(await station.CallAsync("NotifyEVChargingNeeds", Dc("DC", "DynamicControl", 3000)), "status"));
        Assert.Equal((id, 3000m), Update(await station.AnswerAsync("UpdateDynamicSchedule", Accepted)));
        await AnsweredAsync(station);
        Assert.Equal(3000, (await station.CallAsync("PullDynamicScheduleUpdate", $$"""{"chargingProfileId":{{id}}}""")).GetProperty("scheduleUpdate").GetProperty("limit").GetInt32());

        // A person has given another value: that stands, whatever the limits do.
        await GiveAsync(station, "UpdateDynamicSchedule", $$$"""{"chargingProfileId":{{{id}}},"scheduleUpdate":{"limit":2000}}""", Accepted);
        await SetAsync(station, 0, Profile(1, 4000, "ChargingStationMaxProfile"));
        await GiveAsync(station, "AFRRSignal", """{"timestamp":"2026-03-01T10:00:00Z","signal":1}""", Accepted);
        Assert.Equal(2000, await LimitAsync(station, 1));
    }

    [Theory]
    [UseCase("Q01", "2.1")]
    [InlineData("ocpp2.0.1", "")]
    [InlineData("ocpp2.1", "AC_three_phase,DC_BPT")]
    public async Task Authorize_TellsStationsOf21WhatTheTokenMayUse(string version, string own)
    {
        var (first, second, blocked) = (Host.NewId("TOKEN"), Host.NewId("TOKEN"), Host.NewId("TOKEN"));
        Assert.Equal("AC_three_phase,DC_BPT", Words((await Host.PutAsync($"/api/v1/tokens/{first}", """{"energyTransfers":["DC_BPT","AC_three_phase"]}""")).Is(HttpStatusCode.Created)["energyTransfers"]));
        await Host.PutAsync($"/api/v1/tokens/{second}", "{}");
        await Host.PutAsync($"/api/v1/tokens/{blocked}", """{"energyTransfers":["DC"],"status":"Blocked"}""");
        await using var station = await AtSiteAsync(version, """{"energyTransfers":["AC_single_phase"]}""");

        Assert.Equal(own, await AllowedAsync(station, first));
        Assert.Equal(own.Length == 0 ? "" : "AC_single_phase", await AllowedAsync(station, second)); // the site's
        Assert.Equal("", await AllowedAsync(station, blocked));
        (await Host.PutAsync($"/api/v1/tokens/{first}", """{"energyTransfers":null}""")).Is(HttpStatusCode.OK);
        Assert.Equal(own.Length == 0 ? "" : "AC_single_phase", await AllowedAsync(station, first));
        Assert.True((await Host.PutAsync($"/api/v1/tokens/{first}", """{"energyTransfers":["Steam"]}""")).IsProblem(HttpStatusCode.BadRequest).Text.Contains("energyTransfers", StringComparison.Ordinal));
    }

    [Theory]
    [UseCase("Q01", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task AdditionalInfo_OfAToken_StaysWithItsSession(string version)
    {
        await using var station = await Host.StationAsync(version);
        var transaction = await StartAsync(station, version, change: payload => payload["idToken"]!["additionalInfo"] = new JsonArray(new JsonObject { ["additionalIdToken"] = "02AB34CD56EF", ["type"] = "EVCCID" }));

        var session = (await Host.GetAsync($"/api/v1/sessions?station={station.Id}")).Is(HttpStatusCode.OK);
        Assert.Equal((transaction, "02AB34CD56EF", "EVCCID"), (session.Word("items.0.transactionId"), session.Word("items.0.tokenInfo.0.value"), session.Word("items.0.tokenInfo.0.type")));
        await EndAsync(station, version, transaction);
        Assert.Equal("02AB34CD56EF", (await Host.GetAsync($"/api/v1/sessions?station={station.Id}&state=completed")).Word("items.0.tokenInfo.0.value"));
    }

    private static string Dc(string transfer, string? control = null, int watts = 50_000) =>
        $$$$"""{"evseId":1,"chargingNeeds":{"requestedEnergyTransfer":"{{{{transfer}}}}"{{{{(control is null ? "" : $",\"controlMode\":\"{control}\"")}}}},"dcChargingParameters":{"energyAmount":20000,"evMaxCurrent":400,"evMaxPower":{{{{watts}}}},"evMaxVoltage":500}}}""";

    private static Action<JsonObject> With(string token) => payload => payload["idToken"]!["idToken"] = token;

    private static string? Word(JsonElement element, string member) => element.GetProperty(member).GetString();

    private static string Words(JsonElement list) => string.Join(',', list.EnumerateArray().Select(each => each.GetString()));

    private static (int Id, decimal Limit) Update(JsonElement sent) => (sent.GetProperty("chargingProfileId").GetInt32(), sent.GetProperty("scheduleUpdate").GetProperty("limit").GetDecimal());

    private Task AnsweredAsync(OcppTalk station) =>
        Eventually.TrueAsync(async () => (await ReadAsync(station, "charging-needs")).Word("items.0.plan") == "accepted", "the answer to what the car was given is known");

    private async Task<OcppTalk> AtSiteAsync(string version, string site)
    {
        var id = Host.NewId("SITE");
        await Host.PutAsync($"/api/v1/sites/{id}", site);
        var station = await Host.StationAsync(version);
        (await Host.PutAsync($"/api/v1/stations/{station.Id}", $$"""{"siteId":"{{id}}"}""")).Is(HttpStatusCode.OK);
        return station;
    }

    private static async Task<string> AllowedAsync(OcppTalk station, string token)
    {
        var answer = await station.CallAsync("Authorize", $$$"""{"idToken":{"idToken":"{{{token}}}","type":"Central"}}""");
        return answer.TryGetProperty("allowedEnergyTransfer", out var allowed) ? Words(allowed) : "";
    }
}
