using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Energy;
using Csms.Engine.Events;
using Csms.Engine.Incidents;
using Csms.Engine.Stations;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;
using CommandRequest = Csms.Engine.Stations.Commands.CommandRequest;

namespace Csms.Engine.Tests.Incidents;

/// <summary>Incidents by real stations on real sockets: what opens them, what closes them, and what a restart leaves alone.</summary>
public sealed class IncidentFlowTests(IncidentHost host) : IClassFixture<IncidentHost>
{
    private static readonly TimeSpan Lost = TimeSpan.FromSeconds(95);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Offline_LongEnough_OpensAndClosesWhenItStaysBack()
    {
        var id = await GoneAsync();
        await host.ScanAsync(TimeSpan.FromSeconds(60));
        Assert.Null(host.Open(IncidentRule.Offline, id));

        var incident = await host.OpenedAsync(IncidentRule.Offline, id, ahead: Lost);
        Assert.Equal((IncidentSeverity.Warning, IncidentState.Open, 1), (incident.Severity, incident.State, incident.Count));
        Assert.Equal(id, Assert.Single(incident.Stations));

        await using var back = await ScriptedStation.BootAsync(host, id, "ocpp1.6");
        var closed = await host.ClosedAsync(incident, Lost);
        Assert.Equal((IncidentState.Closed, null), (closed.State, closed.ClosedBy));
        Assert.Equal([IncidentEntryKind.Opened, IncidentEntryKind.Cleared, IncidentEntryKind.Verified], await host.KindsAsync(incident.Id));
    }

    [Fact]
    public async Task Offline_BackAndGoneBeforeItSettled_IsTheSameIncident()
    {
        var id = await GoneAsync();
        var incident = await host.OpenedAsync(IncidentRule.Offline, id, ahead: Lost);
        await using (var back = await ScriptedStation.BootAsync(host, id, "ocpp2.0.1"))
        {
            await Eventually.TrueAsync(async () =>
            {
                await host.ScanAsync(Lost);
                return host.Desk.Find(incident.Id)?.ClearedAt is not null;
            }, "the station is back");
            await back.Wire.CloseAsync();
        }

        await Eventually.TrueAsync(async () =>
        {
            await host.ScanAsync(Lost + TimeSpan.FromSeconds(95));
            return host.Desk.Find(incident.Id) is { ClearedAt: null, Count: 2 };
        }, "it counts as seen again");
        Assert.Equal(
            [IncidentEntryKind.Opened, IncidentEntryKind.Cleared, IncidentEntryKind.Returned], await host.KindsAsync(incident.Id));
    }

    [Theory]
    [InlineData(RegistrationStatus.Pending)]
    [InlineData(RegistrationStatus.Rejected)]
    public async Task Offline_StationNotAccepted_OpensNothing(RegistrationStatus registration)
    {
        var id = EngineHost.NewStation();
        await EnterAsync(id, profile => profile with { Registration = registration });
        await using (var station = await ScriptedStation.BootAsync(host, id, "ocpp1.6"))
        {
            await station.Wire.CloseAsync();
        }

        await OfflineAsync(id);
        await host.ScanAsync(TimeSpan.FromHours(2));
        Assert.Null(host.Open(IncidentRule.Offline, id));
    }

    [Fact]
    public async Task Offline_NeverSeen_OpensNothing()
    {
        var id = EngineHost.NewStation();
        await EnterAsync(id, profile => profile);
        await host.ScanAsync(TimeSpan.FromHours(2));
        Assert.Null(host.Open(IncidentRule.Offline, id));
    }

    [Fact]
    public async Task SiteOffline_ManyTogether_IsOneIncidentAndTheSinglesGoIntoIt()
    {
        var site = await SiteAsync("SITE-DARK");
        var stations = new List<string>();
        for (var number = 0; number < 4; number++)
        {
            stations.Add(await GoneAsync(site));
            if (number == 1)
            {
                // The first two are incidents of their own before the others are lost.
                await host.ScanAsync(Lost);
                Assert.NotNull(host.Open(IncidentRule.Offline, stations[0]));
            }
        }

        await host.ScanAsync(Lost);
        var outage = Assert.Single(host.Desk.Open, incident => incident.Rule == IncidentRule.SiteOffline && incident.SiteId == site);
        Assert.Equal(stations.Order(StringComparer.Ordinal), outage.Stations.AsEnumerable());
        Assert.Equal(IncidentSeverity.Critical, outage.Severity);
        Assert.All(stations, id => Assert.Null(host.Open(IncidentRule.Offline, id)));
        var merged = await host.Store.ListAsync(new IncidentQuery { StationId = stations[0], State = IncidentState.Closed }, CancellationToken.None);
        Assert.Contains(IncidentEntryKind.Merged, await host.KindsAsync(Assert.Single(merged).Id));

        var back = new List<ScriptedStation>();
        foreach (var id in stations)
        {
            back.Add(await ScriptedStation.BootAsync(host, id, "ocpp1.6"));
        }

        var closed = await host.ClosedAsync(outage, Lost);
        Assert.Equal((IncidentState.Closed, null), (closed.State, closed.ClosedBy));
        foreach (var station in back)
        {
            await station.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.1")]
    public async Task TooManyConnectors_SaysHowManyWereTold_AndClosesWhenTheStationHasBootedAndTellsOfFew(string version)
    {
        var id = EngineHost.NewStation();
        var limit = new Csms.Engine.Gateway.LimitsOptions().ConnectorsPerStation;
        await using (var station = await ScriptedStation.BootAsync(host, id, version))
        {
            for (var number = 1; number <= limit; number++) await TellAsync(station, number);
            await host.ScanAsync();
            Assert.Null(host.Open(IncidentRule.TooManyConnectors, id)); // as many as may be

            foreach (var number in new[] { limit + 1, limit + 1, 9_999, 10_000, 40_000 }) await TellAsync(station, number); // the last is no number of a place
            var incident = await host.OpenedAsync(IncidentRule.TooManyConnectors, id);
            Assert.Equal((IncidentSeverity.Warning, limit + 3, limit), (incident.Severity, incident.Detail.Count, incident.Detail.Limit));
            await TellAsync(station, 1); // what is right besides changes nothing
            await host.ScanAsync(TimeSpan.FromHours(1));
            Assert.Null(host.Desk.Find(incident.Id)!.ClearedAt);
        }

        await using var again = await ScriptedStation.BootAsync(host, id, version);
        var open = host.Open(IncidentRule.TooManyConnectors, id)!;
        await host.ScanAsync(TimeSpan.FromHours(1));
        Assert.Null(host.Desk.Find(open.Id)!.ClearedAt); // it has told of none yet
        await TellAsync(again, 1);
        Assert.Equal(IncidentState.Closed, (await host.ClosedAsync(open)).State);

        async Task TellAsync(ScriptedStation station, int number) => await station.AskAsync(new TransactionScript(version, number, EngineHost.Token).Status(Now, "Available"), null);
    }

    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    public async Task Fault_OfAnEvse_SaysTheCodeAndClosesWhenItIsMended(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        await station.CallAsync(Status(version, "Faulted"));
        var incident = await host.OpenedAsync(IncidentRule.Fault, station.Id, 1);
        if (version == "ocpp1.6")
        {
            Assert.Equal(("GroundFailure", "E17 · RCD tripped"), (incident.Detail.Code, incident.Detail.Text));
        }

        await station.CallAsync(Status(version, "Available"));
        var closed = await host.ClosedAsync(incident);
        Assert.Equal(IncidentState.Closed, closed.State);
        var opened = (await host.Store.EntriesAsync(incident.Id, CancellationToken.None))[0];
        Assert.Equal((EvidenceKind.Frames, station.Id), (opened.Evidence!.Kind, opened.Evidence.Station));
    }

    [Fact]
    public async Task BootLoop_ManyBoots_CountsThemAndClosesWhenTheWindowIsQuiet()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp1.6");
        for (var boot = 0; boot < 3; boot++)
        {
            await station.CallAsync(ScriptedStation.Boot("ocpp1.6"));
        }

        var incident = await host.OpenedAsync(IncidentRule.BootLoop, station.Id);
        Assert.Equal((4, 15), (incident.Detail.Count, incident.Detail.Minutes));
        await station.CallAsync(ScriptedStation.Boot("ocpp1.6"));
        await Eventually.TrueAsync(async () =>
        {
            await host.ScanAsync();
            return host.Desk.Find(incident.Id)!.Count == 5;
        }, "the fifth boot counts");
        Assert.Equal(IncidentState.Closed, (await host.ClosedAsync(incident, TimeSpan.FromMinutes(16))).State);
    }

    [Fact]
    public async Task SecurityEvent_ThatNeedsAPerson_OpensAndNoOther()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        foreach (var type in new[] { "StartupOfTheDevice", "InvalidMessages", "TamperDetectionActivated" })
        {
            await station.CallAsync(new ScriptedMessage("SecurityEventNotification", new System.Text.Json.Nodes.JsonObject { ["type"] = type, ["timestamp"] = TransactionScript.Text(DateTimeOffset.UtcNow) }));
        }

        var incident = await host.OpenedAsync(IncidentRule.SecurityEvent, station.Id);
        Assert.Equal(("TamperDetectionActivated", 1), (incident.Detail.Code, incident.Detail.Count));
        Assert.Equal(IncidentState.Closed, (await host.ClosedAsync(incident, TimeSpan.FromMinutes(61))).State);
    }

    [Fact]
    public async Task Disconnects_ManyLosses_Open()
    {
        var id = EngineHost.NewStation();
        for (var loss = 0; loss < 6; loss++)
        {
            await using (var station = await ScriptedStation.ConnectAsync(host, id, "ocpp1.6"))
            {
                await station.CallAsync(new ScriptedMessage("Heartbeat", []));
                await station.Wire.CloseAsync();
            }

            await OfflineAsync(id);
        }

        var incident = await host.OpenedAsync(IncidentRule.Disconnects, id);
        Assert.Equal((6, 60), (incident.Detail.Count, incident.Detail.Minutes));
        Assert.Equal(IncidentState.Closed, (await host.ClosedAsync(incident, TimeSpan.FromMinutes(61))).State);
    }

    [Fact]
    public async Task NoEnergy_RegisterStandsStillWhileCharging_OpensWithTheSession()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.0.1");
        var script = new TransactionScript("ocpp2.0.1", 1, EngineHost.Token);
        await station.CallAsync(script.Started(Now, 1000));
        await host.ScanAsync(); // the register is noted
        await station.CallAsync(script.Sample(Now, 1000));
        var incident = await host.OpenedAsync(IncidentRule.NoEnergy, station.Id, 1, TimeSpan.FromMinutes(11));
        var session = await host.OnlyAsync(station.Id);
        var opened = (await host.Store.EntriesAsync(incident.Id, CancellationToken.None))[0];
        Assert.Equal((EvidenceKind.Session, session.Id.ToString()), (opened.Evidence!.Kind, opened.Evidence.Id));

        await station.CallAsync(script.Sample(Now, 1500));
        Assert.Equal(IncidentState.Closed, (await host.ClosedAsync(incident, TimeSpan.FromMinutes(11))).State);
    }

    [Fact]
    public async Task ClockWrong_TimeOfEpoch_OpensAndClosesWithTheFirstRightTime()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp1.6");
        await station.CallAsync(Status("ocpp1.6", "Available", "1970-01-01T00:10:00Z"));
        var incident = await host.OpenedAsync(IncidentRule.ClockWrong, station.Id);
        Assert.True(incident.Detail.OffsetSeconds < -1_000_000_000);
        Assert.Equal(IncidentSeverity.Info, incident.Severity);
        await station.CallAsync(Status("ocpp1.6", "Available", TransactionScript.Text(Now)));
        Assert.Equal(IncidentState.Closed, (await host.ClosedAsync(incident)).State);
    }

    [Fact]
    public async Task SessionsFailing_ThreeInARow_OpenAndAGoodOneCloses()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.0.1");
        await station.CallAsync(Status("ocpp2.0.1", "Available"));
        for (var session = 0; session < 3; session++)
        {
            await SessionAsync(station, 0, "GroundFault");
        }

        var incident = await host.OpenedAsync(IncidentRule.SessionsFailing, station.Id, 1);
        Assert.Equal((3, "GroundFault"), (incident.Detail.Count, incident.Detail.Code));
        await SessionAsync(station, 4000, "Local");
        Assert.Equal(IncidentState.Closed, (await host.ClosedAsync(incident)).State);
    }

    [Fact]
    public async Task Unanswered_ThreeCommands_OpenAndAnAnswerCloses()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp1.6");
        for (var command = 0; command < 3; command++)
        {
            var execute = host.Commands.ExecuteAsync(Request(station.Id), CancellationToken.None);
            await station.ExpectCallAsync("ClearCache");
            await execute;
        }

        var incident = await host.OpenedAsync(IncidentRule.Unanswered, station.Id);
        Assert.Equal((3, "ClearCache"), (incident.Detail.Count, incident.Detail.Code));
        var answered = host.Commands.ExecuteAsync(Request(station.Id), CancellationToken.None);
        var (id, _) = await station.ExpectCallAsync("ClearCache");
        await station.AnswerAsync(id, new JsonObject { ["status"] = "Accepted" });
        await answered;
        Assert.Equal(IncidentState.Closed, (await host.ClosedAsync(incident)).State);
    }

    [Fact]
    public async Task Close_ByAPersonWhileTheFaultLasts_StaysQuietUntilItHasGone()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp1.6");
        await station.CallAsync(Status("ocpp1.6", "Faulted"));
        var incident = await host.OpenedAsync(IncidentRule.Fault, station.Id, 1);
        Assert.NotNull(await host.Desk.CloseAsync(incident.Id, "Ada", "known, part ordered", CancellationToken.None));
        await host.ScanAsync();
        Assert.Null(host.Open(IncidentRule.Fault, station.Id, 1));

        await station.CallAsync(Status("ocpp1.6", "Available"));
        await Eventually.TrueAsync(async () =>
        {
            await host.ScanAsync();
            return (await host.Store.FindAsync(incident.Id, CancellationToken.None))!.Holding is false;
        }, "the fault has gone");
        await station.CallAsync(Status("ocpp1.6", "Faulted"));
        var next = await host.OpenedAsync(IncidentRule.Fault, station.Id, 1);
        Assert.NotEqual(incident.Id, next.Id);
    }

    [Fact]
    public async Task People_AcknowledgeAssignCommentAndClose_AllStandsInTheTimeline()
    {
        var id = await GoneAsync();
        var incident = await host.OpenedAsync(IncidentRule.Offline, id, ahead: Lost);
        Assert.Equal(IncidentState.Acknowledged, (await host.Desk.AcknowledgeAsync(incident.Id, "Ada", CancellationToken.None))!.State);
        Assert.Null(await host.Desk.AcknowledgeAsync(incident.Id, "Bob", CancellationToken.None));
        Assert.Equal("Bob", (await host.Desk.AssignAsync(incident.Id, "Bob", "Ada", CancellationToken.None))!.Assignee);
        await host.Desk.CommentAsync(incident.Id, "Bob", "on my way", CancellationToken.None);
        Assert.Equal("mended", (await host.Desk.CloseAsync(incident.Id, "Bob", "mended", CancellationToken.None))!.CloseReason);
        Assert.Null(await host.Desk.CloseAsync(incident.Id, "Ada", "again", CancellationToken.None));

        var told = (await host.Store.EntriesAsync(incident.Id, CancellationToken.None)).Skip(1).Select(entry => (entry.Kind, entry.Actor, entry.Text));
        Assert.Equal(
        [
            (IncidentEntryKind.Acknowledged, "Ada", null), (IncidentEntryKind.Assigned, "Ada", "Bob"),
            (IncidentEntryKind.Commented, "Bob", "on my way"), (IncidentEntryKind.Closed, "Bob", "mended"),
        ], told);
    }

    private static CommandRequest Request(string station) =>
        new(StationId.Parse(station), "ClearCache", JsonElement.Parse("{}"), "test");

    private static ScriptedMessage Status(string version, string status, string? at = null) => version == "ocpp1.6"
        ? new("StatusNotification", new JsonObject
        {
            ["connectorId"] = 1, ["status"] = status, ["errorCode"] = status == "Faulted" ? "GroundFailure" : "NoError",
            ["info"] = status == "Faulted" ? "RCD tripped" : "", ["vendorErrorCode"] = status == "Faulted" ? "E17" : "", ["timestamp"] = at ?? TransactionScript.Text(Now),
        })
        : new("StatusNotification", new JsonObject { ["evseId"] = 1, ["connectorId"] = 1, ["connectorStatus"] = status, ["timestamp"] = at ?? TransactionScript.Text(Now) });

    private static async Task SessionAsync(ScriptedStation station, long wh, string reason)
    {
        var script = new TransactionScript("ocpp2.0.1", 1, EngineHost.Token);
        var at = Now - TimeSpan.FromMinutes(2);
        await station.CallAsync(script.Started(at, 1000));
        await station.CallAsync(script.Ended(at + TimeSpan.FromSeconds(90), 1000 + wh, reason));
    }

    /// <summary>A station that was connected and is not any more.</summary>
    private async Task<string> GoneAsync(string? site = null)
    {
        var id = EngineHost.NewStation();
        await EnterAsync(id, profile => profile with { SiteId = site });
        await using (var station = await ScriptedStation.BootAsync(host, id, "ocpp1.6"))
        {
            await station.Wire.CloseAsync();
        }

        await OfflineAsync(id);
        return id;
    }

    private Task OfflineAsync(string id) => Eventually.TrueAsync(() => host.State(id).Link == LinkState.Offline, $"{id} is offline");

    private Task EnterAsync(string id, Func<StationProfile, StationProfile> change) => host.Directory.PutAsync(StationId.Parse(id), change, CancellationToken.None);

    private async Task<string> SiteAsync(string id)
    {
        await host.Services.GetRequiredService<SiteDirectory>().PutAsync(new Site { Id = id, Name = id }, CancellationToken.None);
        return id;
    }
}
