using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Tests.Conformance;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Sessions;

/// <summary>The engine ends and starts again over the same database in the middle of sessions.</summary>
public sealed class SessionRestartTests(EngineHost host) : SessionTest(host)
{
    [Fact]
    [UseCase("E11", "1.6", "2.0.1", "2.1")]
    public async Task Restart_MidSession_EverythingGoesOnInEveryVersion()
    {
        string[] versions = ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"];
        var ids = versions.Select(_ => EngineHost.NewStation()).ToArray();
        var transactions = versions.Select(version => Transaction(version)).ToArray();
        var starts = transactions.Select(transaction => transaction.Started(T0, 1000)).ToArray();
        var samples = new ScriptedMessage[versions.Length][];
        var first = new string[versions.Length];
        for (var index = 0; index < versions.Length; index++)
        {
            await using var station = await BootAsync(versions[index], ids[index]);
            var answer = await station.CallAsync(starts[index]);
            first[index] = answer.ToJsonString();
            transactions[index].Answered(answer);
            samples[index] = [.. Enumerable.Range(1, 25).Select(step => transactions[index].Sample(T0.AddSeconds(step * 10), 1000 + (step * 10)))];
            foreach (var sample in samples[index])
            {
                await station.CallAsync(sample);
            }
        }

        await Host.RestartAsync();

        for (var index = 0; index < versions.Length; index++)
        {
            var live = Assert.Single(Host.State(ids[index]).Sessions.Sessions);
            Assert.Equal((SessionState.Active, 250L, T0.AddSeconds(250)), (live.State, live.EnergyWh!.Value, live.Live!.Value.At));
            Assert.Equal(LinkState.Unknown, Host.State(ids[index]).Link);

            await using var station = await ScriptedStation.ConnectAsync(Host, ids[index], versions[index]);
            Assert.Equal(first[index], (await station.CallAsync(starts[index])).ToJsonString());
            await station.CallAsync(samples[index][^1]);
            await station.CallAsync(samples[index][3]);
            await station.CallAsync(transactions[index].Sample(T0.AddSeconds(260), 1260));
            Assert.Equal(260, Assert.Single(Host.State(ids[index]).Sessions.Sessions).EnergyWh);
            var end = transactions[index].Ended(T0.AddSeconds(300), 1300);
            await station.CallAsync(end);
            await station.CallAsync(end);

            var session = await Host.OnlyAsync(ids[index]);
            AssertSound(session, 300);
            Assert.Empty(session.Flags);
            Assert.Equal(versions[index] == "ocpp1.6" ? 26 : 28, await Host.MeterRowsAsync(session));
        }

        await Host.RestartAsync();
        for (var index = 0; index < versions.Length; index++)
        {
            await using var station = await ScriptedStation.ConnectAsync(Host, ids[index], versions[index]);
            Assert.Equal(first[index], (await station.CallAsync(starts[index])).ToJsonString());
            AssertSound(await Host.OnlyAsync(ids[index]), 300);
        }
    }

    [Fact]
    public async Task Restart_AfterEvseBecameFree_TheSessionIsStillClosed()
    {
        var id = EngineHost.NewStation();
        var stuck = Transaction("ocpp1.6", 1);
        var running = Transaction("ocpp1.6", 2);
        await using (var station = await BootAsync("ocpp1.6", id))
        {
            await station.CallAsync(running.Status(T0.AddMinutes(-1), "Available"));
            await StartAsync(station, stuck, T0, 1000);
            await StartAsync(station, running, T0, 1000);
            await station.CallAsync(stuck.Status(DateTimeOffset.UtcNow.AddSeconds(2), "Available"));
        }

        await Host.RestartAsync();
        await Host.SweepAsync(id);

        var sessions = await Host.StoredAsync(id);
        AssertReview(sessions.Single(session => session.EvseId == 1), SessionFlagKind.ClosedByAvailable, 0);
        Assert.Equal(SessionState.Active, sessions.Single(session => session.EvseId == 2).State);
    }

    [Fact]
    public async Task Restart_AfterAFlag_FlagAndAccountAreTheSame()
    {
        var id = EngineHost.NewStation();
        var transaction = Transaction("ocpp2.1");
        await using (var station = await BootAsync("ocpp2.1", id))
        {
            await StartAsync(station, transaction, T0, 500_000);
            await station.CallAsync(transaction.Sample(T0.AddMinutes(1), 500_400));
            await station.CallAsync(transaction.Sample(T0.AddMinutes(2), 0));
        }

        await Host.RestartAsync();

        await using (var station = await ScriptedStation.ConnectAsync(Host, id, "ocpp2.1"))
        {
            await station.CallAsync(transaction.Sample(T0.AddMinutes(3), 500_600));
            await station.CallAsync(transaction.Ended(T0.AddMinutes(4), 500_900));
        }

        AssertReview(await Host.OnlyAsync(id), SessionFlagKind.RegisterBackwards, 900);
    }

    [Fact]
    public void SessionRow_EveryPartThatTheEngineNeeds_SurvivesTheStore()
    {
        // 0 is a value here (first sequence number, first flag kind, first verdict) and must not be lost as a default.
        var session = new Session
        {
            Id = new(7),
            StationId = Units.StationId.Parse("ST"),
            TransactionId = "t",
            StartedAt = T0,
            ReceivedAt = T0,
            LastHeardAt = T0,
            StartSeen = true,
            Verdict = AuthorizationStatus.Accepted,
            Account = new EnergyAccount(5, 9, 0, T0) { SeveredStartWh = 0, SeveredLastWh = 3 },
            Sequence = SequenceTracker.Empty.With(0).With(2),
            Recent = RecentKeys.Empty.With(1).With(-2),
        }.Flagged(SessionFlagKind.StopWithoutStart, Statement.AsSaid<FlagEvidence>("none came"), T0);

        var detail = System.Text.Json.JsonSerializer.Serialize(SessionDetail.Of(session), SessionJson.Default.SessionDetail);
        var flags = System.Text.Json.JsonSerializer.Serialize(session.Flags, SessionJson.Default.ImmutableArraySessionFlag);
        var back = System.Text.Json.JsonSerializer.Deserialize(detail, SessionJson.Default.SessionDetail)!.Onto(session with
        {
            Sequence = SequenceTracker.Empty, Recent = RecentKeys.Empty, Account = default, Verdict = null, StartSeen = false,
        }, null);

        Assert.Contains("\"kind\":\"StopWithoutStart\"", flags, StringComparison.Ordinal);
        Assert.Equal((session.Account, session.Verdict, session.StartSeen), (back.Account, back.Verdict, back.StartSeen));
        Assert.Equal((0, 2), (back.Sequence.First, back.Sequence.Last));
        Assert.Equal([1], back.Sequence.Holes.ToArray());
        Assert.Equal([1, -2], back.Recent.Keys.ToArray());
        var empty = System.Text.Json.JsonSerializer.Deserialize(
            System.Text.Json.JsonSerializer.Serialize(SessionDetail.Of(session with { Sequence = SequenceTracker.Empty }), SessionJson.Default.SessionDetail),
            SessionJson.Default.SessionDetail)!.Onto(session, null);
        Assert.False(empty.Sequence.Has(0));
    }
}
