using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Conformance.Core;

/// <summary>
/// Provisioning, authorization cache, remote control and availability: what the CSMS sends is what the version has, the station's own word comes
/// back in 2.1's words, and what should follow is looked out for.
/// </summary>
[Collection(EngineCollection.Name)]
public sealed class RemoteControlTests(EngineHost host)
{
    private const string Accepted = """{"status":"Accepted"}""";

    [Theory]
    [UseCase("B11", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6", """{"type":"OnIdle"}""", "Reset", """{"type":"Soft"}""")]
    [InlineData("ocpp2.0.1", """{"type":"OnIdle"}""", "Reset", """{"type":"OnIdle"}""")]
    [InlineData("ocpp2.1", """{"type":"Immediate","evseId":1}""", "Reset", """{"type":"Immediate","evseId":1}""")]
    public Task Reset_WithoutATransaction_IsAccepted(string version, string body, string action, string sent) =>
        CommandAsync(version, "Reset", body, action, sent, Accepted, "Accepted");

    [Theory]
    [UseCase("B12", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6", """{"type":"Hard"}""", """{"status":"Accepted"}""", "Accepted")]
    [InlineData("ocpp2.0.1", """{"type":"OnIdle"}""", """{"status":"Scheduled"}""", "Scheduled")]
    [InlineData("ocpp2.1", """{"type":"OnIdle"}""", """{"status":"Scheduled"}""", "Scheduled")]
    public async Task Reset_DuringATransaction_TheStationsWordIsKeptAndTheSessionEndsWithItsReason(string version, string sent, string answer, string status)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var transaction = new TransactionScript(version, 1, EngineHost.Token);
        var at = DateTimeOffset.UtcNow.AddMinutes(-1);
        transaction.Answered(await station.CallAsync(transaction.Started(at, 100)));
        var is16 = version == "ocpp1.6";

        var command = GiveAsync(station, "Reset", is16 ? """{"type":"Immediate"}""" : """{"type":"OnIdle"}""");
        var (id, payload) = await station.ExpectCallAsync("Reset");
        await station.AnswerAsync(id, Parse(answer));
        await station.CallAsync(transaction.Ended(at.AddSeconds(30), 150, is16 ? "HardReset" : "Reboot"));

        Assert.Equal(sent, payload.ToJsonString());
        Assert.Equal(status, (await command).Status);
        var session = await host.OnlyAsync(station.Id);
        Assert.Equal(is16 ? "HardReset" : "Reboot", session.StopReason);
        Assert.Equal(50, session.EnergyWh);
    }

    [Theory]
    [UseCase("B05", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6", "ChangeConfiguration", """{"key":"HeartbeatInterval","value":"60"}""", """{"status":"RebootRequired"}""")]
    [InlineData("ocpp2.0.1", "SetVariables", """{"setVariableData":[{"attributeValue":"60","component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}}]}""", """{"setVariableResult":[{"attributeStatus":"RebootRequired","component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}}]}""")]
    [InlineData("ocpp2.1", "SetVariables", """{"setVariableData":[{"attributeValue":"60","component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}}]}""", """{"setVariableResult":[{"attributeStatus":"RebootRequired","component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}}]}""")]
    public Task SetVariables_OneVariable_HasTheStationsWord(string version, string action, string sent, string answer) =>
        CommandAsync(version, "SetVariables", """{"setVariableData":[{"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"},"attributeValue":"60"}]}""", action, sent, answer, "RebootRequired");

    [Theory]
    [UseCase("I04", "2.0.1", "2.1")]
    [UseCase("I05", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task FallbackTexts_OfTariffAndCost_AreSetOnTheStation(string version)
    {
        const string Asked = """
            {"setVariableData":[{"attributeValue":"0.45 EUR/kWh","component":{"name":"TariffCostCtrlr","instance":"Tariff"},"variable":{"name":"TariffFallbackMessage"}},
            {"attributeValue":"Your bill follows","component":{"name":"TariffCostCtrlr","instance":"Cost"},"variable":{"name":"TotalCostFallbackMessage"}}]}
            """;
        const string Answer = """
            {"setVariableResult":[{"attributeStatus":"Accepted","component":{"name":"TariffCostCtrlr","instance":"Tariff"},"variable":{"name":"TariffFallbackMessage"}},
            {"attributeStatus":"Accepted","component":{"name":"TariffCostCtrlr","instance":"Cost"},"variable":{"name":"TotalCostFallbackMessage"}}]}
            """;
        var command = await CommandAsync(version, "SetVariables", Asked, "SetVariables", Asked, Answer, "Accepted");

        var known = await host.Services.GetRequiredService<VariableStore>().ListAsync(host.State(command.Station.Value).Key, "TariffCostCtrlr", null, CancellationToken.None);
        Assert.Equal(["0.45 EUR/kWh", "Your bill follows"], known.Select(each => each.Variable.Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [UseCase("B06", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6", "GetConfiguration", """{"key":["HeartbeatInterval"]}""", """{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"}]}""")]
    [InlineData("ocpp2.0.1", "GetVariables", """{"getVariableData":[{"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}}]}""", """{"getVariableResult":[{"attributeStatus":"Accepted","attributeValue":"300","component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}}]}""")]
    [InlineData("ocpp2.1", "GetVariables", """{"getVariableData":[{"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}}]}""", """{"getVariableResult":[{"attributeStatus":"Accepted","attributeValue":"300","component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}}]}""")]
    public async Task GetVariables_OneVariable_IsAnsweredIn21sWords(string version, string action, string sent, string answer)
    {
        var command = await CommandAsync(version, "GetVariables", """{"getVariableData":[{"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}}]}""", action, sent, answer, "Accepted");

        var result = Assert.Single((JsonArray)command.Response!["getVariableResult"]!)!;
        Assert.Equal(("300", "OCPPCommCtrlr"), ((string?)result["attributeValue"], (string?)result["component"]!["name"]));
    }

    [Theory]
    [UseCase("C11", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public Task ClearCache_OnCommand_IsSentAsItIs(string version) => CommandAsync(version, "ClearCache", "{}", "ClearCache", "{}", """{"status":"Rejected"}""", "Rejected");

    [Theory]
    [UseCase("F05", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6", """{"connectorId":2}""", "NotSupported")]
    [InlineData("ocpp2.0.1", """{"evseId":2,"connectorId":1}""", "OngoingAuthorizedTransaction")]
    [InlineData("ocpp2.1", """{"evseId":2,"connectorId":1}""", "Unlocked")]
    public Task UnlockConnector_TheStationsWord_IsTheStatus(string version, string sent, string status) =>
        CommandAsync(version, "UnlockConnector", """{"evseId":2,"connectorId":1}""", "UnlockConnector", sent, $$"""{"status":"{{status}}"}""", status);

    [Theory]
    [UseCase("F06", "1.6")]
    [InlineData("BootNotification", "BootNotification")]
    [InlineData("FirmwareStatusNotification", "FirmwareStatusNotification")]
    [InlineData("Heartbeat", "Heartbeat")]
    [InlineData("LogStatusNotification", "LogStatusNotification")]
    [InlineData("MeterValues", "MeterValues")]
    [InlineData("SignChargingStationCertificate", "SignChargePointCertificate")]
    [InlineData("StatusNotification", "StatusNotification")]
    public async Task TriggerMessage_ByTheSecurityExtensionOf16_LeavesAsExtendedTriggerMessage(string message, string word) =>
        await CommandAsync("ocpp1.6", "TriggerMessage", $$$"""{"requestedMessage":"{{{message}}}","evse":{"id":1},"customData":{"vendorId":"csms.securityExtension"} }""",
            "ExtendedTriggerMessage", $$"""{"requestedMessage":"{{word}}","connectorId":1}""", Accepted, "Accepted");

    [Fact]
    [UseCase("N01", "1.6")]
    public async Task GetLog_OfDiagnosticsByTheSecurityExtensionOf16_LeavesAsGetLog()
    {
        var done = await CommandAsync("ocpp1.6", "GetLog", """{"logType":"DiagnosticsLog","requestId":7,"log":{"remoteLocation":"ftp://files.example/"},"customData":{"vendorId":"csms.securityExtension"}}""",
            "GetLog", """{"log":{"remoteLocation":"ftp://files.example/"},"logType":"DiagnosticsLog","requestId":7}""", """{"status":"AcceptedCanceled","filename":"a.log"}""", "AcceptedCanceled");
        Assert.Equal("a.log", (string?)done.Response!["filename"]);
    }

    [Theory]
    [UseCase("F06", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6", """{"requestedMessage":"StatusNotification","connectorId":1}""")]
    [InlineData("ocpp2.0.1", """{"evse":{"id":1,"connectorId":1},"requestedMessage":"StatusNotification"}""")]
    [InlineData("ocpp2.1", """{"evse":{"id":1,"connectorId":1},"requestedMessage":"StatusNotification"}""")]
    public async Task TriggerMessage_StatusOfAConnector_IsObservedWhenItComes(string version, string sent)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var command = GiveAsync(station, "TriggerMessage", """{"requestedMessage":"StatusNotification","evse":{"id":1,"connectorId":1}}""");
        var (id, payload) = await station.ExpectCallAsync("TriggerMessage");
        await station.AnswerAsync(id, Parse(Accepted));
        var given = await command;
        await station.CallAsync(new TransactionScript(version, 1, EngineHost.Token).Status(DateTimeOffset.UtcNow, "Faulted"));

        Assert.Equal(sent, payload.ToJsonString());
        await Eventually.TrueAsync(async () => await host.Commands.ReadAsync(given.Id, CancellationToken.None) is { Observed: not null }, "the status that was asked for is observed");
    }

    [Theory]
    [UseCase("G03", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6", """{"connectorId":1,"type":"Inoperative"}""")]
    [InlineData("ocpp2.0.1", """{"evse":{"id":1},"operationalStatus":"Inoperative"}""")]
    [InlineData("ocpp2.1", """{"evse":{"id":1},"operationalStatus":"Inoperative"}""")]
    public Task ChangeAvailability_OfAnEvse_MayBeScheduled(string version, string sent) =>
        CommandAsync(version, "ChangeAvailability", """{"operationalStatus":"Inoperative","evse":{"id":1}}""", "ChangeAvailability", sent, """{"status":"Scheduled"}""", "Scheduled");

    [Theory]
    [UseCase("G04", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6", """{"connectorId":0,"type":"Operative"}""")]
    [InlineData("ocpp2.0.1", """{"operationalStatus":"Operative"}""")]
    [InlineData("ocpp2.1", """{"operationalStatus":"Operative"}""")]
    public Task ChangeAvailability_OfTheStation_NamesNoEvse(string version, string sent) =>
        CommandAsync(version, "ChangeAvailability", """{"operationalStatus":"Operative"}""", "ChangeAvailability", sent, Accepted, "Accepted");

    [Theory]
    [UseCase("P01", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6", """{"vendorId":"Arden","messageId":"Led","data":"{\u0022on\u0022:true}"}""")]
    [InlineData("ocpp2.0.1", """{"messageId":"Led","data":{"on":true},"vendorId":"Arden"}""")]
    [InlineData("ocpp2.1", """{"messageId":"Led","data":{"on":true},"vendorId":"Arden"}""")]
    public Task DataTransfer_ToTheStation_CarriesTheData(string version, string sent) =>
        CommandAsync(version, "DataTransfer", """{"vendorId":"Arden","messageId":"Led","data":{"on":true}}""", "DataTransfer", sent, """{"status":"UnknownMessageId"}""", "UnknownMessageId");

    [Theory]
    [UseCase("C05", "1.6", "2.0.1", "2.1")]
    [UseCase("F01", "1.6", "2.0.1", "2.1")]
    [UseCase("F02", "1.6", "2.0.1", "2.1")]
    [UseCase("F03", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6", true)]
    [InlineData("ocpp1.6", false)]
    [InlineData("ocpp2.0.1", true)]
    [InlineData("ocpp2.0.1", false)]
    [InlineData("ocpp2.1", true)]
    [InlineData("ocpp2.1", false)]
    public async Task RemoteStartAndStop_CableBeforeOrAfter_IsOneSessionOfTheToken(string version, bool cableFirst)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var transaction = new TransactionScript(version, 1, EngineHost.Token);
        var at = DateTimeOffset.UtcNow.AddMinutes(-2);
        var preparing = transaction.Status(at, "Preparing");
        if (cableFirst) await station.CallAsync(preparing);

        var start = GiveAsync(station, "RequestStartTransaction", $$$"""{"evseId":1,"remoteStartId":77,"idToken":{"idToken":"{{{EngineHost.Token}}}","type":"Central"}}""");
        var (startId, asked) = await station.ExpectCallAsync(version == "ocpp1.6" ? "RemoteStartTransaction" : "RequestStartTransaction");
        await station.AnswerAsync(startId, Parse(Accepted));
        Assert.Equal("Accepted", (await start).Status);
        Assert.Equal(version == "ocpp1.6" ? EngineHost.Token : null, (string?)asked["idTag"]);
        if (!cableFirst) await station.CallAsync(preparing);
        transaction.Answered(await station.CallAsync(transaction.Started(at.AddSeconds(20), 1000)));

        var stop = GiveAsync(station, "RequestStopTransaction", $$"""{"transactionId":"{{transaction.TransactionId}}"}""");
        var (stopId, which) = await station.ExpectCallAsync(version == "ocpp1.6" ? "RemoteStopTransaction" : "RequestStopTransaction");
        await station.AnswerAsync(stopId, Parse(Accepted));
        Assert.Equal(transaction.TransactionId, which["transactionId"]!.ToString());
        await station.CallAsync(transaction.Ended(at.AddSeconds(90), 1250, "Remote"));

        Assert.Equal("Accepted", (await stop).Status);
        var session = await host.OnlyAsync(station.Id);
        Assert.Equal((EngineHost.Token, 250L, "Remote"), (session.Token?.Value, session.EnergyWh, session.StopReason));
    }

    [Theory]
    [InlineData("ocpp2.0.1", "\"ocppVersion\":\"OCPP20\",")] // required until 2.0.1
    [InlineData("ocpp2.1", "")]
    public Task SetNetworkProfile_ThatTheStationCannotTake_IsFailed(string version, string more)
    {
        var profile = $$$"""{"configurationSlot":2,"connectionData":{ {{{more}}}"ocppInterface":"Wired0","ocppTransport":"JSON","ocppCsmsUrl":"wss://other.example/ocpp","messageTimeout":30,"securityProfile":2}}""";
        return CommandAsync(version, "SetNetworkProfile", profile, "SetNetworkProfile", profile, """{"status":"Failed"}""", "Failed");
    }

    public static TheoryData<string> Versions { get; } = ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"];

    private async Task<StationCommand> CommandAsync(string version, string action, string body, string wireAction, string sent, string answer, string status)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var command = GiveAsync(station, action, body);
        var (id, payload) = await station.ExpectCallAsync(wireAction);
        await station.AnswerAsync(id, Parse(answer));
        Assert.True(JsonNode.DeepEquals(Parse(sent), payload), $"sent {payload.ToJsonString()}");
        var done = await command;
        Assert.Equal(status, done.Status);
        return done;
    }

    private Task<StationCommand> GiveAsync(ScriptedStation station, string action, string body) => host.Commands.ExecuteAsync(
        new CommandRequest(StationId.Parse(station.Id), action, JsonDocument.Parse(body).RootElement, "test"), CancellationToken.None);

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
