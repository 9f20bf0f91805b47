using System.Net;
using System.Text.Json;
using Csms.Engine.Tests.Conformance;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Api;

/// <summary>CONTRACTS 10 to 16: sessions and look-ups over REST.</summary>
public sealed class SessionContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Time = "2026-03-01T10:00:00Z";

    [Fact]
    public async Task Contract10_WhatWasAnswered_IsVisibleWhenTheAnswerLeaves()
    {
        await host.PutAsync("/api/v1/tokens/Tag-1", """{"type":"ISO14443","status":"Accepted"}"""); // energy on a refused token is reviewed
        await using var station = await host.StationAsync();
        var transaction = await StartAsync(station, "Tag-1", 1000, DateTimeOffset.UtcNow.AddMinutes(-30));
        var list = (await host.GetAsync($"/api/v1/sessions?station={station.Id}")).Is(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Null, list["next"].ValueKind);
        var id = list["items.0.id"].GetInt64();
        Assert.Equal("active", list.Word("items.0.state"));
        Assert.Equal("Tag-1", list.Word("items.0.idToken"));
        Assert.Equal("null", list.Word("items.0.endedAt"));
        Assert.Equal("null", list.Word("items.0.stopReason"));
        Assert.Equal(1000, list["items.0.meterStartWh"].GetInt64());

        await station.CallAsync("MeterValues", $$"""{"connectorId":1,"transactionId":{{transaction}},"meterValue":[{"timestamp":"{{DateTimeOffset.UtcNow.AddMinutes(-15):O}}","sampledValue":[{"value":"2.5","unit":"kWh"},{"value":"7000","measurand":"Power.Active.Import","unit":"W"}]}]}""");
        Assert.Equal(1500, (await host.GetAsync($"/api/v1/sessions/{id}"))["energyWh"].GetInt64());
        var values = await host.GetAsync($"/api/v1/sessions/S-{id}/meter-values");
        Assert.Equal("Energy.Active.Import.Register", values.Word("items.0.values.0.measurand"));
        Assert.Equal("2500", values.Word("items.0.values.0.value"));
        Assert.Equal("Sample.Periodic", values.Word("items.0.context"));

        await StopAsync(station, transaction, 4000, "EVDisconnected");
        var ended = await host.GetAsync($"/api/v1/sessions/{id}");
        Assert.Equal("completed", ended.Word("state"));
        Assert.Equal(3000, ended["energyWh"].GetInt64());
        Assert.Equal(4000, ended["meterStopWh"].GetInt64());
        Assert.EndsWith("Z", ended.Word("endedAt"), StringComparison.Ordinal);
        Assert.Equal(["Started", "Ended"], (await host.GetAsync($"/api/v1/sessions/{id}/events"))["items"].EnumerateArray()
            .Select(item => item.GetProperty("eventType").GetString()).Where(type => type != "Updated"));
    }

    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Contract10_ReservationThatIsUsedOrOver_AndTheTokenThatIsJudged_AreVisibleWhenTheAnswerLeaves(string protocol)
    {
        var token = host.NewId("RES");
        await host.PutAsync($"/api/v1/tokens/{token}", """{"type":"ISO14443","status":"Accepted"}""");
        await using var station = await host.StationAsync(protocol);
        var is16 = protocol == "ocpp1.6";
        var (used, over) = (await ReserveAsync(1), await ReserveAsync(2));

        var started = is16
            ? await station.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"{{token}}","meterStart":0,"reservationId":{{used}},"timestamp":"{{DateTimeOffset.UtcNow:O}}"}""")
            : await station.CallAsync("TransactionEvent", $$$"""{"eventType":"Started","timestamp":"{{{DateTimeOffset.UtcNow:O}}}","triggerReason":"Authorized","seqNo":0,"reservationId":{{{used}}},"evse":{"id":1,"connectorId":1},"idToken":{"idToken":"{{{token}}}","type":"ISO14443"},"transactionInfo":{"transactionId":"R-{{{station.Id}}}"}}""");
        Assert.Equal("Accepted", started.GetProperty(is16 ? "idTagInfo" : "idTokenInfo").GetProperty("status").GetString());
        var reservation = await host.GetAsync($"/api/v1/reservations/{used}");
        var session = await host.GetAsync($"/api/v1/sessions/{reservation["sessionId"].GetInt64()}");
        Assert.Equal(("used", token, station.Id), (reservation.Word("state"), session.Word("idToken"), session.Word("stationId")));

        if (!is16)
        {
            await station.CallAsync("ReservationStatusUpdate", $$"""{"reservationId":{{over}},"reservationUpdateStatus":"Expired"}""");
            Assert.Equal("expired", (await host.GetAsync($"/api/v1/reservations/{over}")).Word("state"));
        }

        // Judged anew: blocked after the start, the next answer about it says so, and so does the token's own page.
        await host.PutAsync($"/api/v1/tokens/{token}", """{"type":"ISO14443","status":"Blocked"}""");
        var judged = is16
            ? await station.CallAsync("Authorize", $$"""{"idTag":"{{token}}"}""")
            : await station.CallAsync("Authorize", $$$"""{"idToken":{"idToken":"{{{token}}}","type":"ISO14443"}}""");
        Assert.Equal(("Blocked", "Blocked"), (judged.GetProperty(is16 ? "idTagInfo" : "idTokenInfo").GetProperty("status").GetString(), (await host.GetAsync($"/api/v1/tokens/{token}")).Word("status")));

        async Task<int> ReserveAsync(int evse)
        {
            var command = host.CommandAsync(station.Id, "ReserveNow", $$$"""{"evseId":{{{evse}}},"expiryDateTime":"2099-01-01T00:00:00Z","idToken":{"idToken":"{{{token}}}","type":"ISO14443"}}""");
            var id = (await station.AnswerAsync("ReserveNow", """{"status":"Accepted"}""")).GetProperty(is16 ? "reservationId" : "id").GetInt32();
            (await command).Is(HttpStatusCode.OK);
            Assert.Equal("active", (await host.GetAsync($"/api/v1/reservations/{id}")).Word("state"));
            return id;
        }
    }

    [Fact]
    public async Task Contract10_Sessions_AreListedNewestFirstPageByPage()
    {
        await using var station = await host.StationAsync();
        for (var n = 0; n < 3; n++)
        {
            var transaction = await StartAsync(station, $"T{n}", n, DateTimeOffset.UtcNow.AddMinutes(n - 10));
            await StopAsync(station, transaction, n + 1, "Local", DateTimeOffset.UtcNow.AddMinutes(n - 9.5));
        }

        var seen = new List<string?>();
        for (string? cursor = null, path = null; path is null || cursor is not null;)
        {
            path = $"/api/v1/sessions?station={station.Id}&limit=1" + (cursor is null ? "" : "&cursor=" + cursor);
            var page = (await host.GetAsync(path)).Is(HttpStatusCode.OK);
            seen.AddRange(page["items"].EnumerateArray().Select(item => item.GetProperty("idToken").GetString()));
            cursor = page["next"].GetString();
        }

        Assert.Equal(["T2", "T1", "T0"], seen);
        Assert.Equal(1, (await host.GetAsync($"/api/v1/sessions?station={station.Id}&token=t1"))["items"].GetArrayLength());
        Assert.Equal(0, (await host.GetAsync($"/api/v1/sessions?station={station.Id}&state=active"))["items"].GetArrayLength());
    }

    [Fact]
    public async Task Contract11_TransactionIdOf16_IsTheDecimalOfOurNumberAndStopsIt()
    {
        await using var station = await host.StationAsync();
        var transaction = await StartAsync(station, "Tag", 0);
        var session = await host.GetAsync($"/api/v1/sessions?station={station.Id}");
        Assert.Equal(JsonValueKind.String, session["items.0.transactionId"].ValueKind);
        Assert.Equal(transaction.ToString(System.Globalization.CultureInfo.InvariantCulture), session.Word("items.0.transactionId"));
        var stop = host.CommandAsync(station.Id, "RequestStopTransaction", $$"""{"transactionId":"{{transaction}}"}""");
        Assert.Equal(transaction, (await station.AnswerAsync("RemoteStopTransaction", """{"status":"Accepted"}""")).GetProperty("transactionId").GetInt32());
        (await stop).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("HardReset")]
    [InlineData("SoftReset")]
    [InlineData("UnlockCommand")]
    [InlineData("EVDisconnected")]
    [InlineData("Remote")]
    public async Task Contract12_StopReason_IsTheStationsWord(string reason)
    {
        await using var station = await host.StationAsync();
        await StopAsync(station, await StartAsync(station, "Tag", 0), 10, reason);
        Assert.Equal(reason, (await host.GetAsync($"/api/v1/sessions?station={station.Id}")).Word("items.0.stopReason"));
    }

    [Fact]
    public async Task Contract13_Close_EndsAStaleSessionWithFlagAndAudit()
    {
        await using var station = await host.StationAsync();
        await StartAsync(station, "Tag", 0);
        var id = (await host.GetAsync($"/api/v1/sessions?station={station.Id}"))["items.0.id"].GetInt64();
        (await host.PostAsync($"/api/v1/sessions/{id}/close", "{}")).IsProblem(HttpStatusCode.BadRequest);
        var closed = (await host.PostAsync($"/api/v1/sessions/{id}/close", """{"reason":"Driver left long ago"}""")).Is(HttpStatusCode.OK);
        Assert.NotEqual("active", closed.Word("state"));
        Assert.Contains(closed["flags"].EnumerateArray(), flag => flag.GetProperty("kind").GetString() == "closedByOperator");
        (await host.PostAsync($"/api/v1/sessions/{id}/close", """{"reason":"Again"}""")).IsProblem(HttpStatusCode.Conflict);
        Assert.Contains(await host.AuditAsync(), entry => entry is { Action: "session.close", Reason: "Driver left long ago" } && entry.SubjectId == $"S-{id}");
    }

    [Fact]
    public async Task Review_FlaggedThenCorrected_CountsTheFigureAndIsAudited()
    {
        await host.PutAsync("/api/v1/tokens/Tag-R", """{"type":"ISO14443","status":"Accepted"}""");
        await using var station = await host.StationAsync();
        await StopAsync(station, await StartAsync(station, "Tag-R", 0), 4000, "Local");
        var id = (await host.GetAsync($"/api/v1/sessions?station={station.Id}"))["items.0.id"].GetInt64();
        var path = $"/api/v1/sessions/{id}/review";
        (await host.PostAsync(path, """{"decision":"correct","energyWh":3500,"reason":"Not in doubt"}""")).IsProblem(HttpStatusCode.Conflict);
        (await host.PostAsync(path, """{"decision":"correct","reason":"No figure"}""")).IsProblem(HttpStatusCode.BadRequest);
        (await host.PostAsync(path, """{"decision":"perhaps","reason":"No such word"}""")).IsProblem(HttpStatusCode.BadRequest);
        (await host.PostAsync(path, """{"decision":"flag"}""")).IsProblem(HttpStatusCode.BadRequest);

        var flagged = (await host.PostAsync(path, """{"decision":"flag","reason":"Driver complains"}""")).Is(HttpStatusCode.OK);
        Assert.Equal("review", flagged.Word("state"));
        Assert.Contains(flagged["flags"].EnumerateArray(), flag => flag.GetProperty("kind").GetString() == "raisedByOperator");
        (await host.PostAsync(path, """{"decision":"accept","flag":"clockWrong","reason":"Not raised"}""")).IsProblem(HttpStatusCode.Conflict);

        var corrected = (await host.PostAsync(path, """{"decision":"correct","energyWh":3500,"reason":"Photo of the meter"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("completed", 3500, 4000), (corrected.Word("state"), corrected["energyWh"].GetInt64(), corrected["correction.measuredWh"].GetInt64()));
        Assert.Contains(await host.AuditAsync(), entry => entry is { Action: "session.correct", Reason: "Photo of the meter" });
    }

    [Fact]
    [UseCase("B07", "2.0.1")]
    public async Task Contract15_ReportOnRequest_IsPutTogetherInOrder()
    {
        await using var station = await host.StationAsync("ocpp2.0.1");
        var command = host.CommandAsync(station.Id, "GetBaseReport", """{"requestId":77,"reportBase":"FullInventory"}""");
        await station.AnswerAsync("GetBaseReport", """{"status":"Accepted"}""");
        await command;
        Assert.Equal("running", (await host.GetAsync($"/api/v1/stations/{station.Id}/requests/77")).Is(HttpStatusCode.OK).Word("state"));
        foreach (var (number, more) in new[] { (1, "false"), (0, "true") })
        {
            await station.CallAsync("NotifyReport",
                $$"""{"requestId":77,"seqNo":{{number}},"tbc":{{more}},"generatedAt":"{{Time}}","reportData":[{"component":{"name":"C{{number}}"},"variable":{"name":"V"},"variableAttribute":[{"value":"{{number}}"}]}]}""");
        }

        var request = await CompleteAsync(station, 77);
        Assert.Equal("GetBaseReport", request.Word("action"));
        Assert.Equal(["C0", "C1"], request["items"].EnumerateArray().Select(part => part.GetProperty("reportData")[0].GetProperty("component").GetProperty("name").GetString()));
        (await host.GetAsync($"/api/v1/stations/{station.Id}/requests/78")).IsProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [UseCase("N09", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Contract15_CustomerInformation_InPartsOutOfOrder_IsPutTogether(string protocol)
    {
        await using var station = await host.StationAsync(protocol);
        var command = host.CommandAsync(station.Id, "CustomerInformation", """{"requestId":31,"report":true,"clear":false,"idToken":{"idToken":"DRIVER-7","type":"Central"}}""");
        var asked = await station.AnswerAsync("CustomerInformation", """{"status":"Accepted"}""");
        Assert.Equal((true, false, "DRIVER-7"), (asked.GetProperty("report").GetBoolean(), asked.GetProperty("clear").GetBoolean(), asked.GetProperty("idToken").GetProperty("idToken").GetString()));
        (await command).Is(HttpStatusCode.OK);

        await TellAsync(2, false, "with a blue car");
        await TellAsync(0, true, "Ada, ");
        await TellAsync(0, true, "Ada, "); // repeated: it counts once
        Assert.Equal("running", (await host.GetAsync($"/api/v1/stations/{station.Id}/requests/31")).Is(HttpStatusCode.OK).Word("state"));
        await TellAsync(1, true, "of Depot, ");

        var request = await CompleteAsync(station, 31);
        Assert.Equal("CustomerInformation", request.Word("action"));
        Assert.Equal("Ada, of Depot, with a blue car", string.Concat(request["items"].EnumerateArray().Select(part => part.GetProperty("data").GetString())));

        Task<JsonElement> TellAsync(int number, bool more, string data) => station.CallAsync("NotifyCustomerInformation",
            $$"""{"requestId":31,"seqNo":{{number}},"tbc":{{(more ? "true" : "false")}},"generatedAt":"{{Time}}","data":"{{data}}"}""");
    }

    [Theory]
    [InlineData("ocpp2.1", "GetLog", """{"requestId":9,"logType":"SecurityLog","log":{"remoteLocation":"https://x.example/up"}}""", "GetLog", """{"status":"Accepted"}""", "LogStatusNotification", """{"requestId":9,"status":"Uploading"}""", """{"requestId":9,"status":"Uploaded"}""")]
    [InlineData("ocpp1.6", "UpdateFirmware", """{"requestId":9,"firmware":{"location":"https://x.example/fw","retrieveDateTime":"2026-01-01T00:00:00Z"}}""", "UpdateFirmware", "{}", "FirmwareStatusNotification", """{"status":"Downloading"}""", """{"status":"Installed"}""")]
    public async Task Contract15_StatusesOfARequest_AreListedUntilTheLast(string protocol, string action, string body, string wire, string answer, string notice, string first, string last)
    {
        await using var station = await host.StationAsync(protocol);
        var command = host.CommandAsync(station.Id, action, body);
        await station.AnswerAsync(wire, answer);
        (await command).Is(HttpStatusCode.OK);
        await station.CallAsync(notice, first);
        var request = (await host.GetAsync($"/api/v1/stations/{station.Id}/requests/9")).Is(HttpStatusCode.OK);
        Assert.Equal("running", request.Word("state"));
        await station.CallAsync(notice, last);
        request = await CompleteAsync(station, 9);
        Assert.Equal(2, request["statuses"].GetArrayLength());
    }

    /// <summary>A request once all of it is in the raw log, which has a frame when its answer has left.</summary>
    private async Task<ApiAnswer> CompleteAsync(OcppTalk station, int number)
    {
        ApiAnswer request = null!;
        await Eventually.TrueAsync(async () => (request = await host.GetAsync($"/api/v1/stations/{station.Id}/requests/{number}")).Word("state") == "complete", "the request is complete");
        return request;
    }

    [Fact]
    public async Task Contract16_Variables_AreShownAsLastReportedOrRead()
    {
        await using var station = await host.StationAsync("ocpp1.6");
        var command = host.CommandAsync(station.Id, "GetVariables", """{"getVariableData":[{"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}}]}""");
        await station.AnswerAsync("GetConfiguration", """{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"120"}]}""");
        (await command).Is(HttpStatusCode.OK);
        foreach (var component in new[] { "OCPPCommCtrlr", "Configuration" })
        {
            var variables = (await host.GetAsync($"/api/v1/stations/{station.Id}/variables?component={component}&variable=HeartbeatInterval")).Is(HttpStatusCode.OK);
            Assert.Equal("120", variables.Word("items.0.value"));
            Assert.EndsWith("Z", variables.Word("items.0.at"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Contract16_VariablesOfEvsesAndInstances_StandBesideEachOther_UnderANameWhateverItsCase()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        await station.CallAsync("NotifyReport", """
            {"requestId":1,"seqNo":0,"generatedAt":"2026-03-01T10:00:00Z","reportData":[
            {"component":{"name":"EVSE","evse":{"id":1}},"variable":{"name":"Power"},"variableAttribute":[{"value":"11000"}]},
            {"component":{"name":"EVSE","evse":{"id":2}},"variable":{"name":"Power"},"variableAttribute":[{"value":"22000"}]},
            {"component":{"name":"DeviceDataCtrlr"},"variable":{"name":"ItemsPerMessage","instance":"GetReport"},"variableAttribute":[{"value":"4"}]},
            {"component":{"name":"DeviceDataCtrlr"},"variable":{"name":"ItemsPerMessage","instance":"GetVariables"},"variableAttribute":[{"value":"9"}]}]}
            """);

        var evses = (await host.GetAsync($"/api/v1/stations/{station.Id}/variables?component=evse&variable=POWER"))["items"].EnumerateArray();
        Assert.Equal([(1, "11000"), (2, "22000")], evses.Select(each => (each.GetProperty("evseId").GetInt32(), each.GetProperty("value").GetString())));
        var instances = (await host.GetAsync($"/api/v1/stations/{station.Id}/variables?component=DeviceDataCtrlr&variable=itemsPerMessage"))["items"].EnumerateArray();
        Assert.Equal([("GetReport", "4"), ("GetVariables", "9")], instances.Select(each => (each.GetProperty("variableInstance").GetString(), each.GetProperty("value").GetString())));
    }

    [Fact]
    public async Task Limit_OfARunningSession_IsWantedUntilTheStationHoldsIt()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        await using var old = await host.StationAsync("ocpp2.0.1");
        foreach (var each in new[] { station, old }) await EventAsync(each, "Started", "Authorized", 0);
        var path = $"/api/v1/sessions/{(await host.GetAsync($"/api/v1/sessions?station={station.Id}")).Word("items.0.id")}";
        var oldPath = $"/api/v1/sessions/{(await host.GetAsync($"/api/v1/sessions?station={old.Id}")).Word("items.0.id")}";

        (await host.PutAsync($"{path}/limit", "{}")).IsProblem(HttpStatusCode.BadRequest);
        Assert.True((await host.PutAsync($"{path}/limit", """{"maxSoC":101}""")).IsProblem(HttpStatusCode.BadRequest)["errors"].TryGetProperty("maxSoC", out _));
        (await host.PutAsync($"{oldPath}/limit", """{"maxEnergy":5000}""")).IsProblem(HttpStatusCode.UnprocessableEntity);
        var wanted = (await host.PutAsync($"{path}/limit", """{"maxEnergy":5000,"maxTime":3600}""")).Is(HttpStatusCode.OK);
        Assert.Equal("""{"maxEnergy":5000,"maxTime":3600}""", wanted["wantedLimit"].GetRawText());
        Assert.Equal(5000, (await EventAsync(station, "Updated", "MeterValuePeriodic", 1)).GetProperty("transactionLimit").GetProperty("maxEnergy").GetInt32());
        await EventAsync(station, "Updated", "LimitSet", 2, ""","transactionLimit":{"maxEnergy":5000,"maxTime":3600}""");

        var held = await host.GetAsync(path);
        Assert.Equal("""{"maxEnergy":5000,"maxTime":3600}""", held["limit"].GetRawText());
        Assert.DoesNotContain("wantedLimit", held.Text, StringComparison.Ordinal);
        Assert.Contains(await host.AuditAsync(), entry => entry.Action == "session.limit");

        static Task<JsonElement> EventAsync(OcppTalk station, string type, string trigger, int number, string info = "") => station.CallAsync("TransactionEvent",
            $$$"""{"eventType":"{{{type}}}","timestamp":"{{{DateTimeOffset.UtcNow:O}}}","triggerReason":"{{{trigger}}}","seqNo":{{{number}}},"evse":{"id":1,"connectorId":1},"transactionInfo":{"transactionId":"L-{{{station.Id}}}"{{{info}}} }}""");
    }

    [Fact]
    [UseCase("F07", "2.1")]
    public async Task StartLimits_OfARemoteStart_AreToldWithTheAnswerToItsTransaction()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        await using var old = await host.StationAsync("ocpp2.0.1");
        var path = $"/api/v1/stations/{station.Id}/start-limits";
        (await host.PutAsync($"{path}/7", "{}")).IsProblem(HttpStatusCode.BadRequest);
        (await host.PutAsync($"/api/v1/stations/{old.Id}/start-limits/7", """{"maxEnergy":5000}""")).IsProblem(HttpStatusCode.UnprocessableEntity);
        (await host.PutAsync($"{path}/7", """{"maxEnergy":5000}""", await host.KeyAsync(["stations.read"]))).IsProblem(HttpStatusCode.Forbidden);
        (await host.PutAsync($"{path}/8", """{"maxTime":60}""")).Is(HttpStatusCode.OK);
        (await host.DeleteAsync($"{path}/8")).Is(HttpStatusCode.NoContent);
        (await host.DeleteAsync($"{path}/8")).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal("7", (await host.PutAsync($"{path}/7", """{"maxEnergy":5000,"maxCost":12.5}""")).Is(HttpStatusCode.OK).Word("remoteStartId"));
        Assert.Equal("5000", (await host.GetAsync(path)).Is(HttpStatusCode.OK).Word("items.0.maxEnergy"));

        var asked = host.CommandAsync(station.Id, "RequestStartTransaction", """{"evseId":1,"remoteStartId":7,"idToken":{"idToken":"F07","type":"Central"}}""");
        Assert.Equal(7, (await station.AnswerAsync("RequestStartTransaction", """{"status":"Accepted"}""")).GetProperty("remoteStartId").GetInt32());
        (await asked).Is(HttpStatusCode.OK);
        var answer = await station.CallAsync("TransactionEvent",
            $$$"""{"eventType":"Started","timestamp":"{{{DateTimeOffset.UtcNow:O}}}","triggerReason":"RemoteStart","seqNo":0,"evse":{"id":1,"connectorId":1},"transactionInfo":{"transactionId":"F07-{{{station.Id}}}","remoteStartId":7}}""");
        Assert.Equal("""{"maxCost":12.5,"maxEnergy":5000}""", answer.GetProperty("transactionLimit").GetRawText());
        Assert.Equal(5000, (await host.GetAsync($"/api/v1/sessions?station={station.Id}")).Is(HttpStatusCode.OK)["items"][0].GetProperty("wantedLimit").GetProperty("maxEnergy").GetInt32());
        (await host.PutAsync($"{path}/7", """{"maxEnergy":4000}""")).IsProblem(HttpStatusCode.Conflict); // too late: the session has limits of its own
        Assert.Contains(await host.AuditAsync(), entry => entry.Action == "station.startLimit" && entry.SubjectId == station.Id);
    }

    private static async Task<int> StartAsync(OcppTalk station, string tag, int meter, DateTimeOffset? at = null) =>
        (await station.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"{{tag}}","meterStart":{{meter}},"timestamp":"{{at ?? DateTimeOffset.UtcNow:O}}"}""")).GetProperty("transactionId").GetInt32();

    private static Task<JsonElement> StopAsync(OcppTalk station, int transaction, int meter, string reason, DateTimeOffset? at = null) =>
        station.CallAsync("StopTransaction", $$"""{"transactionId":{{transaction}},"meterStop":{{meter}},"timestamp":"{{at ?? DateTimeOffset.UtcNow:O}}","reason":"{{reason}}"}""");
}
