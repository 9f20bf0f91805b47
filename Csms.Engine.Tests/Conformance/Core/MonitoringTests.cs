using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Monitoring;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Conformance.Core;

/// <summary>Monitors: asked for, set, cleared, and what the station says because of them.</summary>
[Collection(EngineCollection.Name)]
public sealed class MonitoringTests(EngineHost host)
{
    private const string Power = """{"component":{"name":"EVSE","evse":{"id":1}},"variable":{"name":"Power"}}""";

    private const string Custom = ""","eventNotificationType":"CustomMonitor" """;

    private MonitorReader Reader => host.Services.GetRequiredService<MonitorReader>();

    [Theory]
    [UseCase("N03", "2.0.1", "2.1")]
    [UseCase("N05", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1", "SetMonitoringBase", """{"monitoringBase":"HardWiredOnly"}""", "NotSupported")]
    [InlineData("ocpp2.1", "SetMonitoringBase", """{"monitoringBase":"FactoryDefault"}""", "Accepted")]
    [InlineData("ocpp2.0.1", "SetMonitoringLevel", """{"severity":4}""", "Accepted")]
    [InlineData("ocpp2.1", "SetMonitoringLevel", """{"severity":9}""", "Rejected")]
    public async Task BaseAndLevel_OnCommand_HaveTheStationsWord(string version, string action, string body, string word)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var command = GiveAsync(station, action, body);
        var (id, payload) = await station.ExpectCallAsync(action);
        await station.AnswerAsync(id, new JsonObject { ["status"] = word });

        Assert.Equal(body, payload.ToJsonString());
        Assert.Equal(word, (await command).Status);
    }

    [Theory]
    [UseCase("N04", "2.0.1", "2.1")]
    [UseCase("N06", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Monitor_SetAndCleared_HasAWordForEach(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var set = GiveAsync(station, "SetVariableMonitoring", """{"setMonitoringData":[{"value":20000,"type":"UpperThreshold","severity":5,"component":{"name":"EVSE","evse":{"id":1}},"variable":{"name":"Power"}}]}""");
        var (first, asked) = await station.ExpectCallAsync("SetVariableMonitoring");
        Assert.Equal("UpperThreshold", (string?)asked["setMonitoringData"]![0]!["type"]);
        var result = (JsonObject)JsonNode.Parse(Power)!;
        (result["id"], result["status"], result["type"], result["severity"]) = (7, "Accepted", "UpperThreshold", 5);
        await station.AnswerAsync(first, new JsonObject { ["setMonitoringResult"] = new JsonArray(result) });
        Assert.Equal("Accepted", (await set).Status);
        var held = Assert.Single(Reader.Monitors(host.State(station.Id))!.All); // known without a report
        Assert.Equal((7, "EVSE@1.Power", "UpperThreshold", 20000d, 5, "CustomMonitor"), (held.Id, held.Address.ToString(), held.Type, held.Value, held.Severity, held.Origin));
        Assert.Null(Reader.Monitors(host.State(station.Id))!.AskedAt);

        var clear = GiveAsync(station, "ClearVariableMonitoring", """{"id":[7,8]}""");
        var (second, _) = await station.ExpectCallAsync("ClearVariableMonitoring");
        await station.AnswerAsync(second, (JsonObject)JsonNode.Parse("""{"clearMonitoringResult":[{"id":7,"status":"Accepted"},{"id":8,"status":"NotFound"}]}""")!);
        Assert.Equal("NotFound", (await clear).Status);
        Assert.Null(Reader.Monitors(host.State(station.Id)));
    }

    [Theory]
    [UseCase("N02", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1", "")]
    [InlineData("ocpp2.1", ""","eventNotificationType":"CustomMonitor" """)]
    public async Task MonitoringReport_InParts_IsOneList(string version, string origin)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var state = host.State(station.Id);
        Assert.Null(Reader.Monitors(state));
        var command = GiveAsync(station, "GetMonitoringReport", "{}");
        var (id, payload) = await station.ExpectCallAsync("GetMonitoringReport");
        await station.AnswerAsync(id, new JsonObject { ["status"] = "Accepted" });
        await command;
        var request = (int)payload["requestId"]!;
        await station.CallAsync(Part(request, 1, false, 2, "Delta", origin));
        Assert.Equal([2], Reader.Monitors(state)!.All.Select(monitor => monitor.Id));
        await station.CallAsync(Part(request, 0, true, 1, "UpperThreshold", origin));

        var monitors = Reader.Monitors(state);

        Assert.True(monitors!.IsComplete);
        Assert.Equal([(1, "UpperThreshold"), (2, "Delta")], monitors.All.Select(monitor => (monitor.Id, monitor.Type)));
        Assert.Equal(("EVSE@1.Power", 11000d, 5, true, origin.Length == 0 ? null : "CustomMonitor"),
            (monitors.All[0].Address.ToString(), monitors.All[0].Value, monitors.All[0].Severity, monitors.All[0].InTransaction, monitors.All[0].Origin));
    }

    [Fact]
    public async Task MonitoringReport_AskedForTwiceWithOneNumber_IsTheSecond_ThoughAPartIsFasterThanItsAnswer()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        var state = host.State(station.Id);
        await AskedAsync(station, 1, Part(1, 0, true, 1, "UpperThreshold", Custom), Part(1, 1, false, 2, "Delta", Custom));
        Assert.Equal([1, 2], Reader.Monitors(state)!.All.Select(monitor => monitor.Id));

        await AskedAsync(station, 1, Part(1, 0, false, 3, "Delta", Custom));
        var told = Reader.Monitors(state)!;
        Assert.True(told is { IsComplete: true, Missing.Count: 0 });
        Assert.Equal([3], told.All.Select(monitor => monitor.Id)); // it tells all: what is not in it is no more

        await station.CallAsync(Part(1, 0, false, 3, "UpperThreshold", Custom)); // once more, with another word: neither lost nor a report of its own
        Assert.Equal((true, "UpperThreshold"), (Reader.Monitors(state)!.IsComplete, Assert.Single(Reader.Monitors(state)!.All).Type));
    }

    [Fact]
    public async Task MonitoringReports_AtOnce_AreFollowedEachByItself()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        await AskedAsync(station, 5);
        await AskedAsync(station, 6);
        foreach (var part in (ScriptedMessage[])[Part(5, 0, true, 1, "Delta", Custom), Part(6, 0, true, 1, "Delta", Custom), Part(5, 1, false, 2, "Delta", Custom), Part(6, 1, false, 2, "Delta", Custom)])
        {
            await station.CallAsync(part);
        }

        var told = Reader.Monitors(host.State(station.Id))!;
        Assert.True(told is { IsComplete: true, Missing.Count: 0 });
        Assert.Equal([1, 2], told.All.Select(monitor => monitor.Id));
    }

    [Fact]
    public void MonitoringReport_ThatIsOverSinceLong_BeginsAnewWithItsNextPart_AndThereAreNeverTooMany()
    {
        var at = DateTimeOffset.UnixEpoch.AddYears(56);
        static MonitorsReported Told(int request, int number, bool more) => new(request, number, more, []);
        var known = MonitoringSteps.Told(MonitoringSteps.Told(StationMonitoring.None, Told(1, 0, true), true, at), Told(1, 1, false), true, at);
        Assert.Same(known, MonitoringSteps.Told(known, Told(1, 1, false), true, at.AddSeconds(59)));

        known = MonitoringSteps.Told(known, Told(1, 0, true), true, at.AddSeconds(60));
        Assert.Equal((false, at.AddSeconds(60)), (known.Told(at.AddSeconds(61))!.IsComplete, known.Told(at.AddSeconds(61))!.AskedAt));
        Assert.True(MonitoringSteps.Told(known, Told(1, 1, false), true, at.AddSeconds(61)).Told(at.AddSeconds(61))!.IsComplete);

        for (var request = 2; request < 50; request++) known = MonitoringSteps.Told(known, Told(request, 0, true), true, at.AddSeconds(61));
        Assert.Equal([46, 47, 48, 49], known.Reports.Select(report => report.RequestId));
        Assert.Same(known, MonitoringSteps.Asked(known, 49, true, "Rejected", at.AddSeconds(61)));
        Assert.Equal(known.Reports, MonitoringSteps.Asked(MonitoringSteps.Leaving(known, 49), 49, true, "Rejected", at.AddSeconds(61)).Reports);
    }

    [Theory]
    [UseCase("N07", "2.0.1", "2.1")]
    [UseCase("N08", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Events_AlertingAndPeriodic_AreToldNewestFirst(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        await station.CallAsync(Event(version, 1, "Alerting", "12000", false));
        await station.CallAsync(Event(version, 2, "Alerting", "9000", true));
        await station.CallAsync(Event(version, 3, "Periodic", "8000", false));

        var events = await Reader.EventsAsync(host.State(station.Id), 10, CancellationToken.None);

        Assert.Equal([("Periodic", "8000", false), ("Alerting", "9000", true), ("Alerting", "12000", false)], events.Select(told => (told.Trigger, told.Value!, told.IsCleared)));
        Assert.Equal(("EVSE@1.Power", "E77", 7), (events[0].Address.ToString(), events[0].TechCode, events[0].MonitorId));
        Assert.Equal(version == "ocpp2.1" ? 3 : null, events[0].Severity); // before 2.1 it is the monitor's, which nobody knows here
    }

    /// <summary>Asks for everything, with a number; the parts come before the answer.</summary>
    private async Task AskedAsync(ScriptedStation station, int request, params ScriptedMessage[] parts)
    {
        var command = GiveAsync(station, "GetMonitoringReport", $$"""{"requestId":{{request}}}""");
        var (id, _) = await station.ExpectCallAsync("GetMonitoringReport");
        foreach (var part in parts) await station.CallAsync(part);
        await station.AnswerAsync(id, new JsonObject { ["status"] = "Accepted" });
        await command;
    }

    private static ScriptedMessage Part(int request, int number, bool more, int monitor, string type, string origin) => new("NotifyMonitoringReport", (JsonObject)JsonNode.Parse($$$"""
        {"requestId":{{{request}}},"seqNo":{{{number}}},"tbc":{{{(more ? "true" : "false")}}},"generatedAt":"2026-11-29T12:00:00Z","monitor":[{"component":{"name":"EVSE","evse":{"id":1}},"variable":{"name":"Power"},
        "variableMonitoring":[{"id":{{{monitor}}},"transaction":true,"value":11000,"type":"{{{type}}}","severity":5{{{origin}}} }]}]}
        """)!);

    private static ScriptedMessage Event(string version, int number, string trigger, string value, bool cleared) => new("NotifyEvent", (JsonObject)JsonNode.Parse($$$"""
        {"generatedAt":"2026-11-29T12:00:00Z","seqNo":0,"eventData":[{"eventId":{{{number}}},"timestamp":"2026-11-29T12:00:0{{{number}}}Z","trigger":"{{{trigger}}}","actualValue":"{{{value}}}","cleared":{{{(cleared ? "true" : "false")}}},
        "eventNotificationType":"CustomMonitor","variableMonitoringId":7,"techCode":"E77",{{{(version == "ocpp2.1" ? """ "severity":3, """ : "")}}}"component":{"name":"EVSE","evse":{"id":1}},"variable":{"name":"Power"}}]}
        """)!);

    private Task<StationCommand> GiveAsync(ScriptedStation station, string action, string body) => host.Commands.ExecuteAsync(
        new CommandRequest(StationId.Parse(station.Id), action, JsonDocument.Parse(body).RootElement, "test"), CancellationToken.None);
}
