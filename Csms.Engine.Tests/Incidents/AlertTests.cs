using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Incidents;
using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Incidents.Rules;
using Csms.Engine.Monitoring;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Tests.Conformance;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;
using CommandRequest = Csms.Engine.Stations.Commands.CommandRequest;

namespace Csms.Engine.Tests.Incidents;

/// <summary>What stations report as an alert, over real sockets: which of it opens an incident, what it says, and what ends it.</summary>
public sealed class AlertTests(IncidentHost host) : IClassFixture<IncidentHost>
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);

    [Theory]
    [UseCase("N07", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1")] // the severity is the monitor's
    [InlineData("ocpp2.1")] // the severity is told
    public async Task Alert_OfAGraveMonitor_OpensOneIncident_RepeatsInIt_AndEndsWithCleared(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        if (version == "ocpp2.0.1") await MonitorAsync(station, 7, 2);
        await station.CallAsync(Event(version, "Temperature", "92", 7, severity: 2));
        await station.CallAsync(Event(version, "Humidity", "99", 9, severity: 6)); // not grave, or of a monitor that nobody knows

        var incident = await OpenedAsync(IncidentRule.Alert, station);
        Assert.Equal(IncidentSubject.OfStation(station.Id, 1, "Connector@1.1.Temperature"), incident.Subject);
        Assert.Equal(("Connector@1.1.Temperature", "92", 2, "E77 · too hot"), (incident.Detail.Code, incident.Detail.Value, incident.Detail.Level, incident.Detail.Text));

        await station.CallAsync(Event(version, "Temperature", "95", 7, severity: 2));
        await host.ScanAsync();
        Assert.Equal((2, "95"), (host.Desk.Find(incident.Id)!.Count, host.Desk.Find(incident.Id)!.Detail.Value));

        await station.CallAsync(Event(version, "Temperature", "70", 7, severity: 2, cleared: true));
        var closed = await host.ClosedAsync(incident);
        Assert.Equal((IncidentState.Closed, null), (closed.State, closed.ClosedBy));
        Assert.DoesNotContain(host.Desk.Open, each => each.Subject.StationId == station.Id);
    }

    [Fact]
    public async Task Alert_ThatComesBeforeTheAnswerOfItsMonitor_HasItsSeverityWithTheAnswer()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        await MonitorAsync(station, 7, 2, () => station.CallAsync(Event("ocpp2.1", "Temperature", "92", 7, severity: null)));
        var incident = await OpenedAsync(IncidentRule.Alert, station);
        Assert.Equal((2, "92"), (incident.Detail.Level, incident.Detail.Value));
    }

    [Fact]
    public async Task Alert_WhoseMonitorIsCleared_IsOver_AndWhatAPersonClosedBeginsAnewAfterABoot()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        await MonitorAsync(station, 7, 1);
        await station.CallAsync(Event("ocpp2.1", "Temperature", "92", 7, severity: null));
        var first = await OpenedAsync(IncidentRule.Alert, station);
        await host.Desk.CloseAsync(first.Id, "ada", "seen to", CancellationToken.None);
        await host.ScanAsync();
        Assert.DoesNotContain(host.Desk.Open, each => each.Subject.StationId == station.Id); // quiet while it goes on

        await station.CallAsync(new ScriptedMessage("BootNotification", (JsonObject)JsonNode.Parse("""{"reason":"PowerUp","chargingStation":{"model":"M","vendorName":"V"}}""")!));
        await station.CallAsync(Event("ocpp2.1", "Temperature", "93", 7, severity: null));
        var second = await OpenedAsync(IncidentRule.Alert, station);
        Assert.NotEqual(first.Id, second.Id);

        var command = GiveAsync(station, "ClearVariableMonitoring", """{"id":[7]}""");
        var (id, _) = await station.ExpectCallAsync("ClearVariableMonitoring");
        await station.AnswerAsync(id, (JsonObject)JsonNode.Parse("""{"clearMonitoringResult":[{"id":7,"status":"Accepted"}]}""")!);
        await command;
        Assert.Equal(IncidentState.Closed, (await host.ClosedAsync(second)).State);
    }

    [Theory]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Problem_OfAComponent_OpensWhateverItsSeverity_AndEndsWithItsValue(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        await station.CallAsync(Event(version, "Problem", "true", null, severity: 9, trigger: "Delta"));
        var incident = await OpenedAsync(IncidentRule.Alert, station);
        Assert.Equal(("Connector@1.1.Problem", "true"), (incident.Detail.Code, incident.Detail.Value));

        await station.CallAsync(Event(version, "Problem", "false", null, severity: 9, trigger: "Delta"));
        Assert.Equal(IncidentState.Closed, (await host.ClosedAsync(incident)).State);
    }

    [Fact]
    [UseCase("R04", "2.1")]
    public async Task DerAlarm_OpensWithTheFault_AndEndsWithAlarmEnded()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        await station.CallAsync(Alarm(false));
        var incident = await OpenedAsync(IncidentRule.DerAlarm, station);
        Assert.Equal(("LFMustTrip", "UnderFrequency", "49.1 Hz"), (incident.Detail.Code, incident.Detail.Value, incident.Detail.Text));

        await station.CallAsync(Alarm(true));
        Assert.Equal(IncidentState.Closed, (await host.ClosedAsync(incident)).State);

        static ScriptedMessage Alarm(bool over) => new("NotifyDERAlarm", (JsonObject)JsonNode.Parse($$"""
            {"controlType":"LFMustTrip","gridEventFault":"UnderFrequency","alarmEnded":{{(over ? "true" : "false")}},"timestamp":"{{TransactionScript.Text(DateTimeOffset.UtcNow)}}","extraInfo":"49.1 Hz"}
            """)!);
    }

    [Fact]
    public async Task MonitorsAndAlerts_StandInTheStore_ForTheNextStart()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        await MonitorAsync(station, 7, 2);
        await station.CallAsync(Event("ocpp2.1", "Temperature", "92", 7, severity: 2));
        var key = host.State(station.Id).Key;
        await StoredAsync(station);

        var stored = (await new MonitoringStore(host.Services.GetRequiredService<Npgsql.NpgsqlDataSource>(), TimeProvider.System).LoadAsync([key], CancellationToken.None))[key];
        var current = host.Services.GetRequiredService<MonitorBook>().Find(StationId.Parse(station.Id));
        Assert.Equal(current.Monitors.Values, stored.Monitors.Values);
        Assert.Equal(current.Alerts, stored.Alerts);
    }

    [Fact]
    public async Task Alerts_OfOneStation_AreAFewIncidents_AGraverOneBesides_AndOneThatSumsUp()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        await station.CallAsync(Events(Enumerable.Range(1, 12).Select(number => Entry($"V{number}", "1", number, 4))));
        Incident[] Open() => [.. host.Desk.Open.Where(incident => incident.Subject.StationId == station.Id).OrderBy(incident => incident.Id)];
        await ScanUntilAsync(() => Open().Length > 0, "incidents");
        Assert.Equal(AlertSum.MostIncidents + 1, Open().Length);
        var sum = Open().Single(incident => incident.Subject == IncidentSubject.OfStation(station.Id));
        Assert.Equal((12 - AlertSum.MostIncidents, 4, 7), (sum.Detail.Count, sum.Detail.Level, sum.Count));

        await station.CallAsync(Events([Entry("V77", "1", 77, 4), Entry("Danger", "9", 99, 0)]));
        await ScanUntilAsync(() => Open().Length > AlertSum.MostIncidents + 1, "the danger is an incident");
        Assert.Equal("Connector@1.1.Danger", Open()[^1].Subject.Variable);
        Assert.Equal(8, host.Desk.Find(sum.Id)!.Detail.Count);

        // One that ends keeps its place until it is closed: names that take turns open no more.
        await station.CallAsync(Events(Enumerable.Range(1, 12).Select(number => Entry($"V{number}", "1", number, 4, true)).Concat(Enumerable.Range(201, 12).Select(number => Entry($"V{number}", "1", number, 4)))));
        await ScanUntilAsync(() => Open().Count(incident => incident.ClearedAt is not null) == AlertSum.MostIncidents, "the first are gone");
        Assert.Equal(AlertSum.MostIncidents + 2, Open().Length);
        Assert.Equal(13, host.Desk.Find(sum.Id)!.Detail.Count);
        Assert.Contains("more alerts: 13, the gravest Connector@1.1.V77, severity 4", host.Services.GetRequiredService<NoticeText>().Summary(host.Desk.Find(sum.Id)!), StringComparison.Ordinal);

        // Closed by a person it is quiet about what it told, and not about what begins later.
        await host.Desk.CloseAsync(sum.Id, "ada", "seen to", CancellationToken.None);
        await host.ScanAsync();
        Assert.DoesNotContain(Open(), incident => incident.Subject == sum.Subject);
        await station.CallAsync(Events([Entry("V300", "1", 300, 4)]));
        await ScanUntilAsync(() => Open().Any(incident => incident.Subject == sum.Subject), "a sum anew");
        Assert.Equal(14, Open().Single(incident => incident.Subject == sum.Subject).Detail.Count);
    }

    [Fact]
    public async Task Monitoring_OfAStationThatCannotBeStored_HoldsUpNoOther()
    {
        await using var stuck = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        await host.Database.ExecuteAsync($"ALTER TABLE csms.station_monitoring ADD CONSTRAINT stuck CHECK (station_key <> {host.State(stuck.Id).Key})");
        try
        {
            await stuck.CallAsync(Event("ocpp2.1", "Temperature", "92", 7, severity: 2));
            for (var number = 0; number < 4; number++)
            {
                await using var other = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
                await other.CallAsync(Event("ocpp2.1", "Temperature", "92", 7, severity: 2));
                await StoredAsync(other);
            }
        }
        finally
        {
            await host.Database.ExecuteAsync("ALTER TABLE csms.station_monitoring DROP CONSTRAINT stuck");
        }

        await StoredAsync(stuck);
    }

    [Fact]
    public void Alerts_EndWhereTheValueIsBack_AndAreNeverTooMany()
    {
        var address = new VariableAddress("Connector", "Temperature", EvseId: 1, ConnectorId: 1);
        var known = StationMonitoring.None with { Monitors = StationMonitoring.None.Monitors.Add(7, new StationMonitor(7, address, "UpperThreshold", 80, 2, false, null)).Add(8, new StationMonitor(8, address, "UpperThreshold", 90, 1, false, null)) };
        known = AlertSteps.Told(known, [Told("Temperature", "85", 7, "Alerting"), Told("Temperature", "95", 8, "Alerting")], null, Now);
        Assert.Equal([7, 8], known.Alerts.Select(alert => alert.MonitorId));

        known = AlertSteps.Told(known, [Told("Temperature", "84", 9, "Periodic")], null, Now); // below 90, above 80
        Assert.Equal([7], known.Alerts.Select(alert => alert.MonitorId));
        Assert.Same(known, AlertSteps.Told(known, [Told("Temperature", "82", 9, "Periodic")], null, Now));
        Assert.Empty(AlertSteps.Told(known, [Told("Temperature", "80", 7, "Delta")], null, Now).Alerts);

        known = AlertSteps.Told(known, [.. Enumerable.Range(0, 500).Select(number => Told($"V{number}", "1", number + 100, "Alerting"))], null, Now);
        Assert.Equal(AlertSteps.MostAlerts, known.Alerts.Count);
        Assert.Contains(known.Alerts, alert => alert.MonitorId == 7); // the gravest stays
    }

    private static DeviceEvent Told(string variable, string value, int monitor, string trigger) =>
        new("Connector", 1, 1, variable, value, Now, trigger, false, null, null) { MonitorId = monitor };

    private static ScriptedMessage Event(string version, string variable, string value, int? monitor, int? severity, bool cleared = false, string trigger = "Alerting") =>
        Events([Entry(variable, value, monitor, version == "ocpp2.1" ? severity : null, cleared, trigger)]);

    private static ScriptedMessage Events(IEnumerable<JsonObject> told) => new(
        "NotifyEvent", new JsonObject { ["generatedAt"] = TransactionScript.Text(DateTimeOffset.UtcNow), ["seqNo"] = 0, ["eventData"] = new JsonArray([.. told]) });

    private static JsonObject Entry(string variable, string value, int? monitor, int? severity, bool cleared = false, string trigger = "Alerting")
    {
        var told = (JsonObject)JsonNode.Parse($$$"""
            {"eventId":1,"timestamp":"{{{TransactionScript.Text(DateTimeOffset.UtcNow)}}}","trigger":"{{{trigger}}}","actualValue":"{{{value}}}","cleared":{{{(cleared ? "true" : "false")}}},"eventNotificationType":"CustomMonitor",
            "techCode":"E77","techInfo":"too hot","component":{"name":"Connector","evse":{"id":1,"connectorId":1}},"variable":{"name":"{{{variable}}}"}}
            """)!;
        if (monitor is { } id) told["variableMonitoringId"] = id;
        if (severity is { } grave) told["severity"] = grave;
        return told;
    }

    private Task StoredAsync(ScriptedStation station) => Eventually.TrueAsync(
        async () => await host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.station_monitoring WHERE station_key = $1 AND jsonb_array_length(monitoring->'Alerts') = 1", host.State(station.Id).Key) == 1,
        $"the alert of {station.Id} is written");

    private Task ScanUntilAsync(Func<bool> reached, string what) => Eventually.TrueAsync(
        async () =>
        {
            await host.ScanAsync();
            return reached();
        },
        what);

    private async Task MonitorAsync(ScriptedStation station, int monitor, int severity, Func<Task>? beforeItsAnswer = null)
    {
        const string Variable = """ "component":{"name":"Connector","evse":{"id":1,"connectorId":1}},"variable":{"name":"Temperature"} """;
        var command = GiveAsync(station, "SetVariableMonitoring", $$"""{"setMonitoringData":[{"value":80,"type":"UpperThreshold","severity":{{severity}},{{Variable}}}]}""");
        var (id, _) = await station.ExpectCallAsync("SetVariableMonitoring");
        if (beforeItsAnswer is not null) await beforeItsAnswer();
        await station.AnswerAsync(id, (JsonObject)JsonNode.Parse($$"""{"setMonitoringResult":[{"id":{{monitor}},"status":"Accepted","type":"UpperThreshold","severity":{{severity}},{{Variable}}}]}""")!);
        await command;
    }

    private async Task<Incident> OpenedAsync(IncidentRule rule, ScriptedStation station)
    {
        Incident? Open() => host.Desk.Open.SingleOrDefault(incident => incident.Rule == rule && incident.Subject.StationId == station.Id);
        await Eventually.TrueAsync(async () =>
        {
            await host.ScanAsync();
            return Open() is not null;
        }, $"{rule} of {station.Id} is open");
        return Open()!;
    }

    private Task GiveAsync(ScriptedStation station, string action, string body) =>
        host.Commands.ExecuteAsync(new CommandRequest(StationId.Parse(station.Id), action, JsonElement.Parse(body), "test"), CancellationToken.None);
}
