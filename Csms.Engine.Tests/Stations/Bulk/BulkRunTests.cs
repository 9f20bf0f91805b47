using System.Text.Json.Nodes;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Stations.Bulk;

/// <summary>Bulk runs over real sockets and a real database.</summary>
public sealed class BulkRunTests(EngineHost host) : IClassFixture<EngineHost>
{
    private static readonly BulkPace Pace = new(Canary: 1, CanaryMustBeSeen: false, BatchSize: 10, Pause: TimeSpan.Zero, StopPercent: 50, WaitFor: null);

    private BulkCommands Bulk => host.Services.GetRequiredService<BulkCommands>();

    private BulkStore Store => host.Services.GetRequiredService<BulkStore>();

    [Fact]
    public async Task Run_CanaryAgrees_TheRestFollowsAndEverythingIsOnRecord()
    {
        await using var first = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.0.1");
        await using var second = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp1.6");
        await using var third = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        var run = await BeginAsync("ClearCache", "{}", Pace, Target(first), Target(second), Target(third), new(StationId.Parse("ELSEWHERE"), null, BulkLeftOut.NotAllowed));

        var (canary, _) = await first.ExpectCallAsync("ClearCache");
        Assert.Equal([BulkItemState.Given, BulkItemState.Waiting, BulkItemState.Waiting, BulkItemState.LeftOut], (await ItemsAsync(run)).Select(item => item.State));
        await first.AnswerAsync(canary, Word("Accepted"));
        await second.AnswerAsync((await second.ExpectCallAsync("ClearCache")).MessageId, Word("Accepted"));
        await third.AnswerAsync((await third.ExpectCallAsync("ClearCache")).MessageId, Word("Rejected"));

        var ended = await EndAsync(run);
        Assert.Equal(BulkRunState.Done, ended.Run.State);
        Assert.Equal((2, 1, 1), (ended.Tally[BulkItemState.Done], ended.Tally.Failed, ended.Tally[BulkItemState.LeftOut]));
        var items = await ItemsAsync(run);
        Assert.Equal(["Accepted", "Accepted", "Rejected", null], items.Select(item => item.Answer));
        Assert.Equal(BulkLeftOut.NotAllowed, items[3].LeftOut);
        Assert.True(items[0].SettledAt <= items[1].GivenAt);
        foreach (var item in items.Take(3))
        {
            var command = await host.Commands.ReadAsync(item.CommandId!.Value, CancellationToken.None);
            Assert.Equal((item.Station, "Bob", "spring cleaning"), (command!.Station, command.Actor, command.Reason));
        }
    }

    [Fact]
    public async Task Run_CanaryFails_NobodyElseIsAsked()
    {
        await using var first = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.0.1");
        await using var second = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.0.1");
        var run = await BeginAsync("ClearCache", "{}", Pace, Target(first), Target(second));

        await first.FailAsync((await first.ExpectCallAsync("ClearCache")).MessageId, "InternalError", "no cache today");

        var ended = await EndAsync(run);
        Assert.Equal((BulkRunState.Halted, BulkCommands.Program), (ended.Run.State, ended.Run.StoppedBy));
        var items = await ItemsAsync(run);
        Assert.Equal([BulkItemState.Failed, BulkItemState.NotGiven], items.Select(item => item.State));
        Assert.Equal(("InternalError", "no cache today"), (items[0].Answer, items[0].Fault?.ToString()));
        await second.CallAsync(new ScriptedMessage("Heartbeat", [])); // a CALL of ours would come before its answer
    }

    [Fact]
    public async Task Run_CanaryMustBeSeen_WaitsForMoreThanTheAnswer()
    {
        await using var first = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.0.1");
        await using var second = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.0.1");
        var run = await BeginAsync("TriggerMessage", """{"requestedMessage":"Heartbeat"}""", Pace with { CanaryMustBeSeen = true }, Target(first), Target(second));

        await first.AnswerAsync((await first.ExpectCallAsync("TriggerMessage")).MessageId, Word("Accepted"));
        await Eventually.TrueAsync(async () => (await ItemsAsync(run))[0].State == BulkItemState.Answered, "the canary has answered");
        Assert.Equal(BulkItemState.Waiting, (await ItemsAsync(run))[1].State);
        await first.CallAsync(new ScriptedMessage("Heartbeat", []));

        await second.AnswerAsync((await second.ExpectCallAsync("TriggerMessage")).MessageId, Word("Accepted"));
        await second.CallAsync(new ScriptedMessage("Heartbeat", []));
        Assert.Equal(2, (await EndAsync(run)).Tally[BulkItemState.Done]);
    }

    [Fact]
    public async Task Stop_WhileTheRestWaits_WithdrawsWhatWaitsForItsStation()
    {
        var away = await AwayAsync();
        await using var here = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.0.1");
        var run = await BeginAsync("ClearCache", "{}", Pace with { WaitFor = TimeSpan.FromHours(1) }, new BulkTarget(away, null), Target(here));
        await here.AnswerAsync((await here.ExpectCallAsync("ClearCache")).MessageId, Word("Accepted"));
        await Eventually.TrueAsync(async () => (await ItemsAsync(run))[0].State == BulkItemState.Parked, "the command waits for the station that is away");

        Assert.True(await Bulk.StopAsync(run.Id, "Ann", "wrong fleet", CancellationToken.None));
        Assert.False(await Bulk.StopAsync(run.Id, "Ann", null, CancellationToken.None));

        var ended = await EndAsync(run);
        Assert.Equal((BulkRunState.Stopped, "Ann", "wrong fleet"), (ended.Run.State, ended.Run.StoppedBy, ended.Run.StopReason));
        Assert.Equal([BulkItemState.NotGiven, BulkItemState.Done], (await ItemsAsync(run)).Select(item => item.State));
        await using var back = await ScriptedStation.BootAsync(host, away.Value, "ocpp2.0.1");
        await back.CallAsync(new ScriptedMessage("Heartbeat", []));
    }

    [Fact]
    public async Task Run_StationsThatAreAway_AreLeftOutWhenTheCommandDoesNotWait()
    {
        var away = await AwayAsync();
        var run = await BeginAsync("ClearCache", "{}", Pace, new BulkTarget(away, null), new BulkTarget(StationId.Parse("NEVER-THERE"), null));
        var ended = await EndAsync(run);
        Assert.Equal((BulkRunState.Done, 2), (ended.Run.State, ended.Tally[BulkItemState.LeftOut]));
        Assert.All(await ItemsAsync(run), item => Assert.Equal(BulkLeftOut.Offline, item.LeftOut));
    }

    [Fact]
    public async Task Record_StationsWithAndWithoutTimes_AreWrittenTogetherInAnyOrder()
    {
        var run = await BeginAsync("ClearCache", "{}", Pace with { WaitFor = TimeSpan.FromHours(1) }, new BulkTarget(await AwayAsync(), null), new BulkTarget(await AwayAsync(), null));
        var items = await ItemsAsync(run);
        var at = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
        var answered = items[1] with { State = BulkItemState.Done, CommandId = Guid.NewGuid(), GivenAt = at, SettledAt = at.AddSeconds(1), Answer = "Accepted" };
        await Store.SaveAsync(run.Id, [items[0] with { State = BulkItemState.LeftOut, LeftOut = BulkLeftOut.Offline }, answered], CancellationToken.None);
        await Store.SaveAsync(run.Id, [answered, items[0]], CancellationToken.None);
        Assert.Equal(answered, (await ItemsAsync(run))[1]);
        await Bulk.StopAsync(run.Id, "Bob", null, CancellationToken.None);
        await EndAsync(run);
    }

    [Fact]
    public async Task Run_EngineRestarts_GoesOnWhereItWasAndSendsNothingTwice()
    {
        var ids = new[] { EngineHost.NewStation(), EngineHost.NewStation(), EngineHost.NewStation() };
        var stations = new List<ScriptedStation>();
        foreach (var id in ids) stations.Add(await ScriptedStation.BootAsync(host, id, "ocpp2.0.1"));
        var run = await BeginAsync("ClearCache", "{}", Pace with { BatchSize = 1, StopPercent = null }, [.. stations.Select(Target)]);
        await stations[0].AnswerAsync((await stations[0].ExpectCallAsync("ClearCache")).MessageId, Word("Accepted"));
        await stations[1].ExpectCallAsync("ClearCache"); // it is asked and does not come to answer
        foreach (var station in stations) await station.DisposeAsync();

        await host.RestartAsync();

        await using var second = await ScriptedStation.BootAsync(host, ids[1], "ocpp2.0.1");
        await using var third = await ScriptedStation.BootAsync(host, ids[2], "ocpp2.0.1");
        await third.AnswerAsync((await third.ExpectCallAsync("ClearCache")).MessageId, Word("Accepted"));
        var ended = await EndAsync(run);
        Assert.Equal((BulkRunState.Done, 1), (ended.Run.State, ended.Run.Resumed));
        Assert.Equal([BulkItemState.Done, BulkItemState.Failed, BulkItemState.Done], (await ItemsAsync(run)).Select(item => item.State));
        await second.CallAsync(new ScriptedMessage("Heartbeat", []));
    }

    [Fact]
    public async Task Task_EngineRestarts_SaysWhatItBeganAndBeginsNothingTwice()
    {
        var ids = new[] { EngineHost.NewStation(), EngineHost.NewStation() };
        var stations = new List<ScriptedStation>();
        const string Old = "0123456789abcdef";
        foreach (var id in ids)
        {
            await host.Directory.PutAsync(StationId.Parse(id), profile => profile with { PasswordHash = Csms.Engine.Stations.StationPasswords.Hash(Old) }, CancellationToken.None);
            stations.Add(await ScriptedStation.BootAsync(host, id, "ocpp2.0.1", Old));
        }

        var run = await BeginAsync("password-change", "{}", Pace with { BatchSize = 1, StopPercent = null, WaitFor = TimeSpan.FromMinutes(5) }, [.. stations.Select(Target)]);
        await stations[0].ExpectCallAsync("SetVariables"); // it is told and does not come to answer
        foreach (var station in stations) await station.DisposeAsync();

        await host.RestartAsync();

        await using var first = await ScriptedStation.BootAsync(host, ids[0], "ocpp2.0.1", Old);
        await using var second = await ScriptedStation.BootAsync(host, ids[1], "ocpp2.0.1", Old);
        var (message, _) = await second.ExpectCallAsync("SetVariables");
        await second.AnswerAsync(message, Password("Accepted"));
        var ended = await EndAsync(run);
        Assert.Equal((BulkRunState.Done, 1), (ended.Run.State, ended.Run.Resumed));
        Assert.Equal([BulkItemState.Failed, BulkItemState.Done], (await ItemsAsync(run)).Select(item => item.State));
        await first.CallAsync(new ScriptedMessage("Heartbeat", [])); // a CALL of ours would come before its answer
    }

    [Fact]
    public async Task Task_WhoseStationIsDeleted_DoesNotStayOpen()
    {
        var ids = new[] { EngineHost.NewStation(), EngineHost.NewStation() };
        var stations = new List<ScriptedStation>();
        foreach (var id in ids) stations.Add(await ScriptedStation.BootAsync(host, id, "ocpp2.0.1"));
        var run = await BeginAsync("password-change", "{}", Pace with { Canary = 0, StopPercent = null }, [.. stations.Select(Target)]);
        foreach (var station in stations)
        {
            var (message, _) = await station.ExpectCallAsync("SetVariables");
            await station.AnswerAsync(message, Password("RebootRequired"));
        }

        await Eventually.TrueAsync(async () => (await ItemsAsync(run)).All(item => item.State == BulkItemState.Answered), "both take it at their next restart");
        foreach (var station in stations) await station.DisposeAsync();
        foreach (var id in ids) Assert.True(await host.Directory.DeleteAsync(StationId.Parse(id), CancellationToken.None));
        await host.Directory.PutAsync(StationId.Parse(ids[1]), profile => profile, CancellationToken.None); // entered anew: nothing of the change is known

        Assert.Equal(BulkRunState.Done, (await EndAsync(run)).Run.State);
        var items = await ItemsAsync(run);
        Assert.Equal((BulkItemState.NotReached, BulkLeftOut.Gone), (items[0].State, items[0].LeftOut));
        Assert.Contains(items[1].State, new[] { BulkItemState.NotReached, BulkItemState.NotSeen });
    }

    [Theory]
    [InlineData("ClearCache")]
    [InlineData("password-change")]
    public async Task Run_WhoseTurnCannotBeWrittenDown_TakesItAgain(string action)
    {
        await host.Database.ExecuteAsync(
            """
            CREATE SEQUENCE IF NOT EXISTS csms.outage;
            CREATE OR REPLACE FUNCTION csms.outage() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF nextval('csms.outage') <= 2 THEN RAISE EXCEPTION 'away'; END IF;
                RETURN NEW;
            END $$;
            CREATE OR REPLACE TRIGGER outage BEFORE INSERT OR UPDATE ON csms.bulk_items FOR EACH ROW WHEN (NEW.state = 'Given') EXECUTE FUNCTION csms.outage();
            """);
        await host.Database.ExecuteAsync("SELECT setval('csms.outage', 1, false)");
        try
        {
            await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.0.1");
            var run = await BeginAsync(action, "{}", Pace, Target(station));
            var (message, _) = await station.ExpectCallAsync(action == "ClearCache" ? action : "SetVariables");
            Assert.Equal(3, await host.Database.ScalarAsync<long>("SELECT last_value FROM csms.outage")); // it was tried, and given once
            await station.AnswerAsync(message, action == "ClearCache" ? Word("Rejected") : Password("Rejected"));
            await EndAsync(run);
            Assert.Equal("Rejected", Assert.Single(await ItemsAsync(run)).Answer);
        }
        finally
        {
            await host.Database.ExecuteAsync("DROP TRIGGER outage ON csms.bulk_items");
        }
    }

    [Fact]
    public async Task Runs_OfOtherSites_AreNotSeen()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.0.1");
        var run = await BeginAsync("ClearCache", "{}", Pace, new BulkTarget(StationId.Parse(station.Id), "NORTH"), new BulkTarget(StationId.Parse("AWAY-1"), "SOUTH", BulkLeftOut.NotAccepted));
        await station.AnswerAsync((await station.ExpectCallAsync("ClearCache")).MessageId, Word("Accepted"));
        await EndAsync(run);

        Assert.Null(await Store.FindAsync(run.Id, ["EAST"], CancellationToken.None));
        Assert.DoesNotContain(await Store.ListAsync(["EAST"], null, null, null, 100, CancellationToken.None), each => each.Run.Id == run.Id);
        var north = (await Store.ListAsync(["NORTH"], open: false, null, null, 100, CancellationToken.None)).Single(each => each.Run.Id == run.Id);
        Assert.Equal((1, 1), (north.Tally.Total, north.Tally[BulkItemState.Done]));
        Assert.Equal(station.Id, Assert.Single(await Store.ItemsAsync(run.Id, ["NORTH"], [], -1, 0, 10, CancellationToken.None)).Station.Value);
        Assert.Equal(["NORTH"], await Store.SitesAsync(run.Id, CancellationToken.None));
    }

    private static JsonObject Word(string status) => new() { ["status"] = status };

    private static JsonObject Password(string status) => new()
    {
        ["setVariableResult"] = new JsonArray(new JsonObject { ["attributeStatus"] = status, ["component"] = new JsonObject { ["name"] = "SecurityCtrlr" }, ["variable"] = new JsonObject { ["name"] = "BasicAuthPassword" } }),
    };

    private static BulkTarget Target(ScriptedStation station) => new(StationId.Parse(station.Id), null);

    private Task<BulkRun> BeginAsync(string action, string body, BulkPace pace, params BulkTarget[] targets) =>
        Bulk.BeginAsync(new BulkOrder(action, body, "Bob", "spring cleaning", pace, targets), CancellationToken.None);

    private Task<IReadOnlyList<BulkItem>> ItemsAsync(BulkRun run) => Store.ItemsAsync(run.Id, null, [], -1, 0, 1000, CancellationToken.None);

    private async Task<BulkSummary> EndAsync(BulkRun run)
    {
        BulkSummary? found = null;
        await Eventually.TrueAsync(async () => (found = await Store.FindAsync(run.Id, null, CancellationToken.None)) is { Run.EndedAt: not null }, "the run is over");
        return found!;
    }

    private async Task<StationId> AwayAsync()
    {
        var id = EngineHost.NewStation();
        await using (await ScriptedStation.BootAsync(host, id, "ocpp2.0.1"))
        {
        }

        await Eventually.TrueAsync(() => host.State(id).Link == Csms.Engine.Stations.LinkState.Offline, "the link is down");
        return StationId.Parse(id);
    }
}
