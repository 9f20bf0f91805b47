using Csms.Engine.Incidents;
using Csms.Engine.Stations;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Incidents;

/// <summary>A restart of the host opens nothing, closes nothing and tells nothing by itself.</summary>
public sealed class IncidentRestartTests(IncidentHost host) : IClassFixture<IncidentHost>
{
    private static readonly TimeSpan Lost = TimeSpan.FromSeconds(95);
    private static readonly TimeSpan GraceOver = TimeSpan.FromSeconds(300);

    [Fact]
    public async Task Restart_WithAnOpenIncidentAndAConnectedStation_LeavesBothAsTheyWere()
    {
        var closedByHand = await FaultClosedByHandAsync();
        var gone = EngineHost.NewStation();
        await using (var station = await ScriptedStation.BootAsync(host, gone, "ocpp1.6"))
        {
            await station.Wire.CloseAsync();
        }

        await Eventually.TrueAsync(() => host.State(gone).Link == LinkState.Offline, "offline");
        var before = await host.OpenedAsync(IncidentRule.Offline, gone, ahead: Lost);
        await host.Desk.AcknowledgeAsync(before.Id, "Ada", CancellationToken.None);
        var online = EngineHost.NewStation();
        await using (await ScriptedStation.BootAsync(host, online, "ocpp1.6"))
        {
            await host.RestartAsync();
        }

        Assert.Equal((before.Id, IncidentState.Acknowledged), (host.Open(IncidentRule.Offline, gone)!.Id, host.Open(IncidentRule.Offline, gone)!.State));

        // Long past its own threshold, within the grace: nobody is called offline because the host was away.
        await host.ScanAsync(TimeSpan.FromSeconds(100));
        await host.ScanAsync(TimeSpan.FromSeconds(170));
        Assert.Null(host.Open(IncidentRule.Offline, online));
        Assert.Equal([IncidentEntryKind.Opened, IncidentEntryKind.Acknowledged], await host.KindsAsync(before.Id));

        // The grace over: what has not come back is offline; what was offline is still the same incident.
        await host.ScanAsync(GraceOver);
        Assert.NotNull(host.Open(IncidentRule.Offline, online));
        Assert.Equal(before.Id, host.Open(IncidentRule.Offline, gone)!.Id);
        Assert.Equal([IncidentEntryKind.Opened, IncidentEntryKind.Acknowledged], await host.KindsAsync(before.Id));
        Assert.DoesNotContain(host.Desk.Open, incident => incident.Rule == IncidentRule.Fault && incident.Stations.Contains(closedByHand.Stations[0]));
    }

    /// <summary>An incident that a person closed while its fault lasts; its station stays away over the restart.</summary>
    private async Task<Incident> FaultClosedByHandAsync()
    {
        var id = EngineHost.NewStation();
        await using var station = await ScriptedStation.BootAsync(host, id, "ocpp1.6");
        await station.CallAsync(new ScriptedMessage("StatusNotification", new System.Text.Json.Nodes.JsonObject { ["connectorId"] = 1, ["status"] = "Faulted", ["errorCode"] = "GroundFailure" }));
        var incident = await host.OpenedAsync(IncidentRule.Fault, id, 1);
        return (await host.Desk.CloseAsync(incident.Id, "Ada", "known", CancellationToken.None))!;
    }
}
