using System.Net;
using System.Text.Json;

namespace Csms.Engine.Tests.Api;

/// <summary>CONTRACTS 1 to 9: commands over REST to stations on real sockets.</summary>
public sealed class CommandContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("ocpp1.6", "ClearCache", "{}", "ClearCache", """{"status":"Accepted"}""", "Accepted")]
    [InlineData("ocpp1.6", "ClearCache", "{}", "ClearCache", """{"status":"Rejected"}""", "Rejected")]
    [InlineData("ocpp2.0.1", "Reset", """{"type":"OnIdle"}""", "Reset", """{"status":"Scheduled"}""", "Scheduled")]
    [InlineData("ocpp2.1", "UnlockConnector", """{"evseId":1,"connectorId":1}""", "UnlockConnector", """{"status":"UnlockFailed"}""", "UnlockFailed")]
    [InlineData("ocpp2.0.1", "SetVariables",
        """{"setVariableData":[{"attributeValue":"1","component":{"name":"A"},"variable":{"name":"X"}},{"attributeValue":"2","component":{"name":"A"},"variable":{"name":"Y"}}]}""", "SetVariables",
        """{"setVariableResult":[{"attributeStatus":"Accepted","component":{"name":"A"},"variable":{"name":"X"}},{"attributeStatus":"UnknownVariable","component":{"name":"A"},"variable":{"name":"Y"}}]}""", "UnknownVariable")]
    public async Task Contract1_AnyAnswerOfTheStation_Is200WithItsStatus(string protocol, string action, string body, string wireAction, string answer, string status)
    {
        await using var station = await host.StationAsync(protocol);
        var command = host.CommandAsync(station.Id, action, body);
        await station.AnswerAsync(wireAction, answer);
        Assert.Equal(status, (await command).Is(HttpStatusCode.OK).Word("status"));
    }

    [Theory]
    [InlineData("InternalError", HttpStatusCode.BadGateway)]
    [InlineData("FormationViolation", HttpStatusCode.BadGateway)]
    [InlineData("NotImplemented", HttpStatusCode.UnprocessableEntity)]
    [InlineData("NotSupported", HttpStatusCode.UnprocessableEntity)]
    public async Task Contract2_CallError_IsAProblemWithItsCode(string code, HttpStatusCode expected)
    {
        await using var station = await host.StationAsync("ocpp1.6");
        var command = host.CommandAsync(station.Id, "ClearCache");
        await station.RefuseAsync("ClearCache", code, "for a reason");
        var answer = (await command).IsProblem(expected);
        Assert.Equal(code, answer.Word("ocppError"));
        Assert.Equal("for a reason", answer.Word("ocppDescription"));
    }

    [Fact]
    public async Task Contract2_StationOffline_Is409AndNothingWasSent()
    {
        var id = host.NewId();
        await host.PutAsync($"/api/v1/stations/{id}", """{"name":"Never there"}""");
        (await host.CommandAsync(id, "ClearCache")).IsProblem(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Contract2_ConnectionEndsBeforeTheAnswer_Is504()
    {
        await using var station = await host.StationAsync();
        var command = host.CommandAsync(station.Id, "ClearCache");
        await station.ExpectAsync("ClearCache");
        await station.Socket.CloseAsync();
        (await command).IsProblem(HttpStatusCode.GatewayTimeout);
    }

    [Fact]
    public async Task GetLog_ToAPlaceOutsideThatIsNotConfigured_IsRefusedByItsMember()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        var refused = (await host.CommandAsync(station.Id, "GetLog", """{"logType":"DiagnosticsLog","log":{"remoteLocation":"external:"}}""")).IsProblem(HttpStatusCode.BadRequest);
        Assert.True(refused["errors"].TryGetProperty("log.remoteLocation", out _), refused.Text);
    }

    [Fact]
    public async Task Contract3_UnknownEvseOrTransaction_IsSentAllTheSame()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        var start = host.CommandAsync(station.Id, "RequestStartTransaction", """{"evseId":77,"remoteStartId":1,"idToken":{"idToken":"T","type":"Central"}}""");
        await station.AnswerAsync("RequestStartTransaction", """{"status":"Rejected"}""");
        Assert.Equal("Rejected", (await start).Is(HttpStatusCode.OK).Word("status"));
        var stop = host.CommandAsync(station.Id, "RequestStopTransaction", """{"transactionId":"nobody-knows"}""");
        Assert.Equal("nobody-knows", (await station.AnswerAsync("RequestStopTransaction", """{"status":"Rejected"}""")).GetProperty("transactionId").GetString());
        await stop;
    }

    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Contract3_OccupiedConnector_UnknownReservation_FeatureThatIsNotThere_AreSentAllTheSame(string protocol)
    {
        await using var station = await host.StationAsync(protocol);
        var is16 = protocol == "ocpp1.6";
        if (is16) await station.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"ANYBODY","meterStart":0,"timestamp":"{{DateTimeOffset.UtcNow:O}}"}""");
        else await station.CallAsync("TransactionEvent", $$"""{"eventType":"Started","timestamp":"{{DateTimeOffset.UtcNow:O}}","triggerReason":"CablePluggedIn","seqNo":0,"evse":{"id":1,"connectorId":1},"transactionInfo":{"transactionId":"OCC-{{protocol}}"} }""");
        if (!is16) await station.CallAsync("NotifyReport", """{"requestId":1,"seqNo":0,"generatedAt":"2026-03-01T10:00:00Z","reportData":[{"component":{"name":"ReservationCtrlr"},"variable":{"name":"Available"},"variableAttribute":[{"value":"false"}]}]}""");

        await SentAsync("RequestStartTransaction", """{"evseId":1,"remoteStartId":1,"idToken":{"idToken":"T","type":"Central"}}""", is16 ? "RemoteStartTransaction" : "RequestStartTransaction");
        await SentAsync("UnlockConnector", """{"evseId":1,"connectorId":1}""", "UnlockConnector", is16 ? "UnlockFailed" : "OngoingAuthorizedTransaction");
        await SentAsync("CancelReservation", """{"reservationId":987654}""", "CancelReservation");
        await SentAsync("ReserveNow", """{"id":9,"evseId":1,"expiryDateTime":"2099-01-01T00:00:00Z","idToken":{"idToken":"T","type":"Central"}}""", "ReserveNow", "Occupied");

        async Task SentAsync(string action, string body, string wireAction, string status = "Rejected")
        {
            var command = host.CommandAsync(station.Id, action, body);
            await station.AnswerAsync(wireAction, $$"""{"status":"{{status}}"}""");
            Assert.Equal(status, (await command).Is(HttpStatusCode.OK).Word("status"));
        }
    }

    [Theory]
    [InlineData("ocpp1.6", "GetTransactionStatus", "{}", null)]
    [InlineData("ocpp2.0.1", "SetDefaultTariff", """{"evseId":1,"tariff":{"tariffId":"t","currency":"EUR"}}""", null)]
    [InlineData("ocpp1.6", "RequestStartTransaction", """{"evseId":1,"remoteStartId":1,"idToken":{"idToken":"T","type":"Central"},"groupIdToken":{"idToken":"G","type":"Central"}}""", "groupIdToken")]
    public async Task Contract3_MessageOrMemberThatTheVersionLacks_Is422NamingIt(string protocol, string action, string body, string? member)
    {
        await using var station = await host.StationAsync(protocol);
        var answer = (await host.CommandAsync(station.Id, action, body)).IsProblem(HttpStatusCode.UnprocessableEntity);
        if (member is not null) Assert.Equal(member, answer.Word("member"));
    }

    [Theory]
    [InlineData("Nothing")]
    [InlineData("reset")]
    [InlineData("BootNotification")]
    public async Task Command_ThatOcppHasNotGot_Is404(string action)
    {
        await using var station = await host.StationAsync();
        (await host.CommandAsync(station.Id, action)).IsProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("GetLocalListVersion", "{}", "GetLocalListVersion", """{"listVersion":-1}""", "versionNumber", "-1")]
    [InlineData("UnlockConnector", """{"evseId":1,"connectorId":1}""", "UnlockConnector", """{"status":"NotSupported"}""", "status", "NotSupported")]
    public async Task Contract4_ResponseOf16_HasTheNamesOf21AndTheStationsWords(string action, string body, string wireAction, string answer, string member, string value)
    {
        await using var station = await host.StationAsync("ocpp1.6");
        var command = host.CommandAsync(station.Id, action, body);
        await station.AnswerAsync(wireAction, answer);
        Assert.Equal(value, (await command).Is(HttpStatusCode.OK).Word("response." + member));
    }

    [Theory]
    [InlineData("""{"requestId":4711,"reportBase":"FullInventory"}""", 4711)]
    [InlineData("""{"reportBase":"FullInventory"}""", null)]
    public async Task Contract5_NumberOfARequest_GoesOutAsGivenOrIsTaken(string body, int? expected)
    {
        await using var station = await host.StationAsync("ocpp2.0.1");
        var command = host.CommandAsync(station.Id, "GetBaseReport", body);
        var call = await station.ExpectAsync("GetBaseReport");
        await station.Socket.SendAsync($$"""[3,"{{call[1].GetString()}}",{"status":"Accepted"}]""");
        var answer = (await command).Is(HttpStatusCode.OK);
        var sent = call[3].GetProperty("requestId").GetInt32();
        if (expected is not null) Assert.Equal(expected, sent);
        Assert.Equal(sent, answer["sent.requestId"].GetInt32());
        Assert.Equal(call[1].GetString(), answer.Word("messageId"));
    }

    [Theory]
    [InlineData("Reset", """{"type":"Immediate"}""", "Reset", """{"type":"Hard"}""", """{"status":"Accepted"}""")]
    [InlineData("Reset", """{"type":"OnIdle"}""", "Reset", """{"type":"Soft"}""", """{"status":"Accepted"}""")]
    [InlineData("RequestStartTransaction", """{"remoteStartId":1,"idToken":{"idToken":"T","type":"Central"}}""", "RemoteStartTransaction", """{"idTag":"T"}""", """{"status":"Accepted"}""")]
    [InlineData("RequestStartTransaction", """{"evseId":2,"remoteStartId":1,"idToken":{"idToken":"T","type":"Central"}}""", "RemoteStartTransaction", """{"connectorId":2,"idTag":"T"}""", """{"status":"Accepted"}""")]
    [InlineData("ChangeAvailability", """{"operationalStatus":"Inoperative"}""", "ChangeAvailability", """{"connectorId":0,"type":"Inoperative"}""", """{"status":"Accepted"}""")]
    [InlineData("GetBaseReport", """{"requestId":1,"reportBase":"FullInventory"}""", "GetConfiguration", "{}", """{"configurationKey":[]}""")]
    [InlineData("TriggerMessage", """{"requestedMessage":"LogStatusNotification"}""", "TriggerMessage", """{"requestedMessage":"DiagnosticsStatusNotification"}""", """{"status":"Accepted"}""")]
    public async Task Contract6And7_CommandTo16_IsTranslatedInTheOrderOfTheSchema(string action, string body, string wireAction, string expected, string answer)
    {
        await using var station = await host.StationAsync("ocpp1.6");
        var command = host.CommandAsync(station.Id, action, body);
        Assert.Equal(expected, (await station.AnswerAsync(wireAction, answer)).GetRawText());
        (await command).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Contract6_UnsortedSchedulePeriods_Are400InEveryVersion()
    {
        foreach (var protocol in new[] { "ocpp1.6", "ocpp2.0.1", "ocpp2.1" })
        {
            await using var station = await host.StationAsync(protocol);
            (await host.CommandAsync(station.Id, "SetChargingProfile",
                """{"evseId":1,"chargingProfile":{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative","chargingSchedule":[{"id":1,"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":60,"limit":6},{"startPeriod":0,"limit":10}]}]}}"""))
                .IsProblem(HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task Contract8_MoreItemsThanTheStationTakes_GoAsSeveralCallsAndComeBackAsOne()
    {
        await using var station = await host.StationAsync("ocpp2.0.1");
        await station.CallAsync("NotifyReport",
            """{"requestId":1,"seqNo":0,"generatedAt":"2026-01-01T00:00:00Z","reportData":[{"component":{"name":"DeviceDataCtrlr"},"variable":{"name":"ItemsPerMessage","instance":"GetVariables"},"variableAttribute":[{"value":"2"}]}]}""");
        var items = string.Join(",", Enumerable.Range(1, 3).Select(n => $$$"""{"component":{"name":"C"},"variable":{"name":"V{{{n}}}"}}"""));
        var command = host.CommandAsync(station.Id, "GetVariables", $$"""{"getVariableData":[{{items}}]}""");
        for (var part = 0; part < 2; part++)
        {
            var call = await station.ExpectAsync("GetVariables");
            var results = call[3].GetProperty("getVariableData").EnumerateArray().Select(item =>
                $$"""{"attributeStatus":"Accepted","attributeValue":"of {{item.GetProperty("variable").GetProperty("name").GetString()}}","component":{{item.GetProperty("component").GetRawText()}},"variable":{{item.GetProperty("variable").GetRawText()}}}""");
            await station.Socket.SendAsync($$"""[3,"{{call[1].GetString()}}",{"getVariableResult":[{{string.Join(",", results)}}]}]""");
        }

        var answer = (await command).Is(HttpStatusCode.OK);
        Assert.Equal(["of V1", "of V2", "of V3"], answer["response.getVariableResult"].EnumerateArray().Select(result => result.GetProperty("attributeValue").GetString()));
        Assert.Equal(2, answer["sent"].GetArrayLength());
    }

    [Fact]
    public async Task Contract8_MoreBytesThanTheStationTakes_GoAsSeveralCallsOfThatLength()
    {
        const int limit = 400;
        await using var station = await host.StationAsync("ocpp2.1");
        await station.CallAsync("NotifyReport",
            $$$"""{"requestId":1,"seqNo":0,"generatedAt":"2026-01-01T00:00:00Z","reportData":[{"component":{"name":"DeviceDataCtrlr"},"variable":{"name":"BytesPerMessage","instance":"SetVariables"},"variableAttribute":[{"value":"{{{limit}}}"}]}]}""");
        var items = string.Join(",", Enumerable.Range(0, 9).Select(n => $$$"""{"attributeValue":"{{{new string('x', n * 10)}}}","component":{"name":"C"},"variable":{"name":"V{{{n}}}"}}"""));
        var command = host.CommandAsync(station.Id, "SetVariables", $$"""{"setVariableData":[{{items}}]}""");
        var (told, calls) = (0, 0);
        while (told < 9)
        {
            var call = await station.ExpectAsync("SetVariables");
            Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(call.GetRawText()), 1, limit);
            var results = call[3].GetProperty("setVariableData").EnumerateArray().Select(item =>
                $$"""{"attributeStatus":"Accepted","component":{"name":"C"},"variable":{{item.GetProperty("variable").GetRawText()}}}""").ToList();
            (told, calls) = (told + results.Count, calls + 1);
            await station.Socket.SendAsync($$"""[3,"{{call[1].GetString()}}",{"setVariableResult":[{{string.Join(",", results)}}]}]""");
        }

        Assert.InRange(calls, 2, 8);
        var answer = (await command).Is(HttpStatusCode.OK);
        Assert.Equal(Enumerable.Range(0, 9).Select(n => $"V{n}"), answer["response.setVariableResult"].EnumerateArray().Select(result => result.GetProperty("variable").GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Contract8_KeysOf16_AreAskedInTheNumberThatTheStationTakes()
    {
        await using var station = await host.StationAsync("ocpp1.6");
        var reading = host.CommandAsync(station.Id, "GetVariables", """{"getVariableData":[{"component":{"name":"Configuration"},"variable":{"name":"GetConfigurationMaxKeys"}}]}""");
        await station.AnswerAsync("GetConfiguration", """{"configurationKey":[{"key":"GetConfigurationMaxKeys","readonly":true,"value":"2"}]}""");
        (await reading).Is(HttpStatusCode.OK);
        var items = string.Join(",", Enumerable.Range(1, 3).Select(n => $$$"""{"component":{"name":"Configuration"},"variable":{"name":"K{{{n}}}"}}"""));
        var command = host.CommandAsync(station.Id, "GetVariables", $$"""{"getVariableData":[{{items}}]}""");
        Assert.Equal("""{"key":["K1","K2"]}""", (await station.AnswerAsync("GetConfiguration", """{"configurationKey":[{"key":"K1","readonly":false,"value":"1"},{"key":"K2","readonly":false,"value":"2"}]}""")).GetRawText());
        Assert.Equal("""{"key":["K3"]}""", (await station.AnswerAsync("GetConfiguration", """{"unknownKey":["K3"]}""")).GetRawText());
        var answer = (await command).Is(HttpStatusCode.OK);
        Assert.Equal(["Accepted", "Accepted", "UnknownVariable"], answer["response.getVariableResult"].EnumerateArray().Select(result => result.GetProperty("attributeStatus").GetString()));
    }

    [Fact]
    public async Task Contract9_LocationOfFirmware_GoesOutUnchanged()
    {
        await using var station = await host.StationAsync("ocpp1.6");
        var command = host.CommandAsync(station.Id, "UpdateFirmware", """{"requestId":5,"firmware":{"location":"ftp://u:p@files.example/fw%20v2.bin","retrieveDateTime":"2026-01-01T00:00:00Z"}}""");
        Assert.Equal("ftp://u:p@files.example/fw%20v2.bin", (await station.AnswerAsync("UpdateFirmware", "{}")).GetProperty("location").GetString());
        (await command).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Command_QueuedForAStationThatIsAway_LeavesWhenItIsBack()
    {
        var id = host.NewId();
        await host.PutAsync($"/api/v1/stations/{id}", """{"name":"Away"}""");
        var queued = (await host.PostAsync($"/api/v1/stations/{id}/commands/ClearCache?queueFor=600")).Is(HttpStatusCode.Accepted);
        Assert.Equal("queued", queued.Word("stage"));
        await using var station = await host.StationAsync(id: id);
        await station.AnswerAsync("ClearCache", """{"status":"Accepted"}""");
        await Support.Eventually.TrueAsync(async () => (await host.GetAsync($"/api/v1/commands/{queued.Word("id")}")).Word("status") == "Accepted", "the queued command is answered");
        Assert.Equal("ClearCache", (await host.GetAsync($"/api/v1/stations/{id}/commands")).Word("items.0.action"));
        (await host.DeleteAsync($"/api/v1/commands/{queued.Word("id")}")).IsProblem(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Command_Withdrawn_IsNotSent()
    {
        var id = host.NewId();
        await host.PutAsync($"/api/v1/stations/{id}", """{"name":"Away"}""");
        var queued = await host.PostAsync($"/api/v1/stations/{id}/commands/ClearCache?queueFor=600");
        (await host.DeleteAsync($"/api/v1/commands/{queued.Word("id")}")).Is(HttpStatusCode.NoContent);
        Assert.Equal("withdrawn", (await host.GetAsync($"/api/v1/commands/{queued.Word("id")}")).Word("stage"));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("""{"type":"Immediate","type":"OnIdle"}""")]
    public async Task Body_ThatIsNoJsonObject_Is400(string body)
    {
        await using var station = await host.StationAsync();
        (await host.CommandAsync(station.Id, "Reset", body)).IsProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task RequestWithAFaultyMember_Is400NamingIt()
    {
        await using var station = await host.StationAsync("ocpp2.1");
        var answer = (await host.CommandAsync(station.Id, "Reset", """{"type":"Sideways"}""")).IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal(JsonValueKind.Array, answer["errors.type"].ValueKind);
    }
}
