using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Sessions;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Tests.Faults;

/// <summary>The store refuses, has no room, or a message is beyond repair: what is acknowledged is true, and one station's trouble is its own.</summary>
public sealed class StoreFaultTests(FaultHost host) : IClassFixture<FaultHost>
{
    private readonly DateTimeOffset T0 = DateTimeOffset.UtcNow.AddMinutes(-10); // of each test: the suite may run longer than what counts as late

    public static TheoryData<string> Versions { get; } = ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"];

    [Fact]
    public async Task DiskFull_NothingIsAcknowledgedUntilThereIsRoomAgain()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        var transaction = new TransactionScript("ocpp2.1", 1, EngineHost.Token);
        await host.Database.ExecuteAsync(
            """
            CREATE FUNCTION csms.no_room() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER no_room BEFORE INSERT ON csms.sessions FOR EACH ROW EXECUTE FUNCTION csms.no_room();
            """);
        try
        {
            await station.SendAsync(transaction.Started(T0, 1000), "start");
            await Eventually.TrueAsync(
                () => host.Log.Lines.Any(line => line.Level == LogLevel.Error && line.EventId == 2101 && line.Text.Contains("No space left on device", StringComparison.Ordinal)),
                "the log says why nothing is committed");
            await station.SendAsync(new ScriptedMessage("Heartbeat", []), "heartbeat");
        }
        finally
        {
            await host.Database.ExecuteAsync("DROP TRIGGER no_room ON csms.sessions; DROP FUNCTION csms.no_room()");
        }

        // The mailbox is in order: had the start been dropped or answered before, the heartbeat's answer would be the first one here.
        var answer = await station.ReadAsync();
        Assert.Equal((3, "start"), ((int)answer[0]!, (string?)answer[1]));
        Assert.Equal("heartbeat", (string?)(await station.ReadAsync())[1]);
        await station.CallAsync(transaction.Ended(T0.AddMinutes(2), 1500));
        Assert.Equal((SessionState.Completed, 500L), State(await host.OnlyAsync(station.Id)));
    }

    [Fact]
    public async Task PoisonMessage_IsRefusedAloneWhileOthersGoOn()
    {
        await using var poisoned = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        await using var sound = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        await host.Database.ExecuteAsync(
            """
            CREATE FUNCTION csms.poison() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN IF NEW.id_token = 'POISON' THEN RAISE EXCEPTION 'poison' USING ERRCODE = '22003'; END IF; RETURN NEW; END $$;
            CREATE TRIGGER poison BEFORE INSERT ON csms.sessions FOR EACH ROW EXECUTE FUNCTION csms.poison();
            """);
        var bad = new TransactionScript("ocpp2.1", 1, "POISON");
        var good = new TransactionScript("ocpp2.1", 1, EngineHost.Token);

        var refused = poisoned.ErrorAsync(bad.Started(T0, 1000));
        await sound.CallAsync(good.Started(T0, 1000));
        Assert.Equal("InternalError", await refused);
        await sound.CallAsync(good.Ended(T0.AddMinutes(1), 1100));
        var next = new TransactionScript("ocpp2.1", 1, EngineHost.Token);
        await poisoned.CallAsync(next.Started(T0, 1000));
        await poisoned.CallAsync(next.Ended(T0.AddMinutes(1), 1100));
        await host.Database.ExecuteAsync("DROP TRIGGER poison ON csms.sessions; DROP FUNCTION csms.poison()");

        Assert.Equal((SessionState.Completed, 100L), State(await host.OnlyAsync(sound.Id)));
        Assert.Equal((SessionState.Completed, 100L), State(await host.OnlyAsync(poisoned.Id)));
        Assert.Contains(host.Log.Lines, line => line.EventId == 2102);
    }

    [Fact]
    public async Task LookUpFailsByABug_TheMessageIsSetAsideAndTheStationGoesOn()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        var transaction = new TransactionScript("ocpp2.1", 1, EngineHost.Token);
        host.LookUps.FailNext(station.Id, new InvalidCastException("a bug in reading the store"));

        var unknown = transaction.Sample(T0, 1000); // nobody has heard of its transaction: the store is asked
        Assert.Equal("InternalError", await station.ErrorAsync(unknown));
        await station.CallAsync(unknown);
        Assert.Equal(transaction.TransactionId, (await host.OnlyAsync(station.Id)).TransactionId);
    }

    [Fact]
    public async Task LookUpFailsByTheStore_TheMessageIsNotAnsweredAndItsRepeatCounts()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        var transaction = new TransactionScript("ocpp2.1", 1, EngineHost.Token);
        var unknown = transaction.Sample(T0, 1000);
        host.LookUps.FailNext(station.Id, new TimeoutException("the store does not answer"));

        await station.SendAsync(unknown, "lost");
        var answer = await station.AskAsync(unknown, "repeated"); // the first frame that comes is the answer to the repeat
        Assert.Equal(3, (int)answer[0]!);
        Assert.Equal(transaction.TransactionId, (await host.OnlyAsync(station.Id)).TransactionId);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task NulInAToken_IsAnsweredAndHarmsNothing(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var answer = await station.AskAsync(new TransactionScript(version, 1, "A\0B").Started(T0, 1000), null);
        Assert.InRange((int)answer[0]!, 3, 4);

        var transaction = new TransactionScript(version, 1, EngineHost.Token);
        transaction.Answered(await station.CallAsync(transaction.Started(T0.AddMinutes(1), 1000)));
        await station.CallAsync(transaction.Ended(T0.AddMinutes(2), 1100));
        Assert.Contains(await host.StoredAsync(station.Id), session => session.TransactionId == transaction.TransactionId && session.EnergyWh == 100);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task RubbishDuringASession_LeavesItWhole(string version)
    {
        var id = EngineHost.NewStation();
        var transaction = new TransactionScript(version, 1, EngineHost.Token);
        await using (var station = await ScriptedStation.BootAsync(host, id, version))
        {
            transaction.Answered(await station.CallAsync(transaction.Started(T0, 1000)));
            Assert.Contains("NotImplemented", (await station.AskAsync(new("MakeCoffee", []), null)).ToJsonString(), StringComparison.Ordinal);
            var sample = transaction.Sample(T0.AddMinutes(1), 1200);
            await station.ErrorAsync(sample.With(payload => payload.Remove(version == "ocpp1.6" ? "connectorId" : "transactionInfo")));
            await station.ErrorAsync(sample.With(payload => payload["meterValue"] = "many"));
            await station.Wire.SendAsync("""[2,"broken","MeterValues",{"connectorId":1""");
            if (version != "ocpp1.6")
            {
                await station.Wire.ReceiveAsync(); // 1.6 has no answer to what is no frame
            }

            await station.CallAsync(sample);
            for (var index = 0; index < 300; index++)
            {
                await station.SendAsync(new ScriptedMessage("Heartbeat", []));
            }

            for (var index = 0; index < 300; index++)
            {
                await station.ReadAsync();
            }

            await station.Wire.SendAsync("[2,\"big\",\"Heartbeat\",{\"x\":\"" + new string('x', 1_100_000) + "\"}]");
            await station.Wire.ExpectGoneAsync();
        }

        // A half-open socket that never says anything again does not keep the station away.
        var halfOpen = await ScriptedStation.ConnectAsync(host, id, version);
        await using (var station = await ScriptedStation.ConnectAsync(host, id, version))
        {
            await station.CallAsync(transaction.Ended(T0.AddMinutes(2), 1500));
        }

        await halfOpen.DisposeAsync();
        var session = await host.OnlyAsync(id);
        Assert.Equal((SessionState.Completed, 500L), State(session));
        Assert.Empty(session.Flags);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task FailingWatcher_TheStationIsServedAllTheSame(string version)
    {
        var id = FaultHost.BadlyWatched + EngineHost.NewStation();
        await using var station = await ScriptedStation.BootAsync(host, id, version);
        var transaction = new TransactionScript(version, 1, EngineHost.Token);
        transaction.Answered(await station.CallAsync(transaction.Started(T0, 1000)));
        await station.CallAsync(transaction.Sample(T0.AddMinutes(1), 1200));
        await station.CallAsync(transaction.Ended(T0.AddMinutes(2), 1500));

        Assert.Equal((SessionState.Completed, 500L), State(await host.OnlyAsync(id)));
        Assert.Contains(host.Log.Lines, line => line.EventId == 2203 && line.Text.Contains("FailingObserver", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Watcher_HasSeenTheMessageBeforeItsAnswerLeaves()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        host.Holding.Station = station.Id;
        await station.SendAsync(new ScriptedMessage("Heartbeat", []), "heartbeat");
        await host.Holding.Looks.WaitAsync(TimeSpan.FromSeconds(30));

        // Had the answer left already it would be the first to arrive.
        host.Commands.Post(new CommandRequest(StationId.Parse(station.Id), "TriggerMessage", JsonElement.Parse("""{"requestedMessage":"Heartbeat"}"""), "Test", null));
        await station.ExpectCallAsync("TriggerMessage");
        host.Holding.Release();
        Assert.Equal("heartbeat", (string?)(await station.ReadAsync())[1]);
    }

    private static (SessionState State, long Energy) State(Session session) => (session.State, session.EnergyWh ?? -1);
}
