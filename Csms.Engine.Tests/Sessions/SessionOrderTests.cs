using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Tests.Conformance;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Sessions;

/// <summary>Messages of a transaction in the right order, in the wrong order and not at all.</summary>
public sealed class SessionOrderTests(EngineHost host) : SessionTest(host)
{
    [Theory]
    [UseCase("E01", "1.6", "2.0.1", "2.1")]
    [UseCase("J02", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Session_MessagesInOrder_IsOneSoundSession(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);

        await station.CallAsync(transaction.Status(T0.AddSeconds(-5), "Preparing"));
        await StartAsync(station, transaction, T0, 1000);
        var running = await Host.OnlyAsync(station.Id);
        await station.CallAsync(transaction.Status(T0.AddSeconds(1), "Charging"));
        await station.CallAsync(transaction.Sample(T0.AddMinutes(1), 1200));
        Assert.Equal(200, Assert.Single(Host.State(station.Id).Sessions.Sessions).EnergyWh);
        await station.CallAsync(transaction.Sample(T0.AddMinutes(2), 1400));
        await station.CallAsync(transaction.Ended(T0.AddMinutes(3), 1500, "Remote"));

        Assert.Equal(SessionState.Active, running.State);
        Assert.Null(running.EndedAt);
        Assert.Null(running.StopReason);
        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, 500);
        Assert.Empty(session.Flags);
        Assert.Equal(transaction.TransactionId, session.TransactionId);
        Assert.Equal((1, 1), (session.EvseId, session.ConnectorId));
        Assert.Equal(EngineHost.Token, session.Token?.Value);
        Assert.Equal((T0, T0.AddMinutes(3)), (session.StartedAt, session.EndedAt));
        Assert.Equal((1000L, 1500L), (session.MeterStartWh, session.MeterStopWh));
        Assert.Equal("Remote", session.StopReason);
        Assert.Equal(version == "ocpp1.6" ? 2 : 4, await Host.MeterRowsAsync(session));
        var events = await Host.Sessions.EventsAsync(session.Id, CancellationToken.None);
        Assert.Equal(TransactionPhase.Started, events[0].Phase);
        Assert.Equal(TransactionPhase.Ended, events[^1].Phase);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Session_StatusAfterStartOrMissing_IsTheSame(string version)
    {
        await using var station = await BootAsync(version);
        var silent = Transaction(version, 1);
        var late = Transaction(version, 2);

        await StartAsync(station, silent, T0, 100);
        await StartAsync(station, late, T0, 100);
        await station.CallAsync(late.Status(T0.AddSeconds(-3), "Preparing"));
        await station.CallAsync(late.Status(T0.AddSeconds(2), "Charging"));
        await station.CallAsync(silent.Ended(T0.AddMinutes(1), 150));
        await station.CallAsync(late.Ended(T0.AddMinutes(1), 160));

        var sessions = await Host.StoredAsync(station.Id);
        Assert.Equal(2, sessions.Count);
        AssertSound(sessions.Single(each => each.EvseId == 1), 50);
        AssertSound(sessions.Single(each => each.EvseId == 2), 60);
    }

    [Theory]
    [MemberData(nameof(Versions2))]
    public async Task Session_EverythingBeforeTheStart_IsOneSoundSession(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        var start = transaction.Started(T0, 1000);
        var sample = transaction.Sample(T0.AddMinutes(1), 1200);
        var end = transaction.Ended(T0.AddMinutes(2), 1500);

        await station.CallAsync(end);
        AssertReview(await Host.OnlyAsync(station.Id), SessionFlagKind.StopWithoutStart, null);
        await station.CallAsync(sample);
        await station.CallAsync(start);

        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, 500);
        Assert.Contains(session.Flags, flag => flag.Kind == SessionFlagKind.StopBeforeStart && flag.Evidence.Code == FlagEvidence.StartCameAfterEnd);
        Assert.Equal((T0, T0.AddMinutes(2)), (session.StartedAt, session.EndedAt));
        Assert.Equal((1000L, 1500L), (session.MeterStartWh, session.MeterStopWh));
        Assert.Equal(EngineHost.Token, session.Token?.Value);
    }

    [Theory]
    [MemberData(nameof(Versions2))]
    public async Task Session_SamplesBeforeStartThenEnd_CountsFromTheStart(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        var start = transaction.Started(T0, 1000);

        await station.CallAsync(transaction.Sample(T0.AddMinutes(1), 1200));
        await station.CallAsync(transaction.Sample(T0.AddMinutes(2), 1300));
        await station.CallAsync(start);
        await station.CallAsync(transaction.Ended(T0.AddMinutes(3), 1500));

        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, 500);
        Assert.Contains(session.Flags, flag => flag.Kind == SessionFlagKind.UpdateBeforeStart);
    }

    [Fact]
    public async Task Session_16StopBeforeItsStart_IsOneSoundSession()
    {
        await using var station = await BootAsync("ocpp1.6");
        var transaction = Transaction("ocpp1.6"); // its id is still 0: the start was never answered

        var stopped = await station.CallAsync(transaction.Ended(T0.AddMinutes(5), 1500, by: EngineHost.Token));
        AssertReview(await Host.OnlyAsync(station.Id), SessionFlagKind.StopWithoutStart, null);
        await StartAsync(station, transaction, T0, 1000);

        Assert.Equal("Accepted", TransactionScript.VerdictIn(stopped));
        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, 500);
        Assert.Equal(transaction.TransactionId, session.TransactionId);
        Assert.Equal((T0, T0.AddMinutes(5)), (session.StartedAt, session.EndedAt));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Session_SampleAfterEnd_BelongsToItAndChangesNothing(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 1000);
        await station.CallAsync(transaction.Ended(T0.AddMinutes(3), 1500));

        await station.CallAsync(transaction.Sample(T0.AddMinutes(2), 1400));
        await station.CallAsync(transaction.Sample(T0.AddMinutes(3), 1500));

        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, 500);
        Assert.Equal(version == "ocpp1.6" ? 2 : 4, await Host.MeterRowsAsync(session));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Session_RegisterRisesAfterEnd_IsForReviewAndKeepsItsEnergy(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 1000);
        await station.CallAsync(transaction.Ended(T0.AddMinutes(3), 1500));

        await station.CallAsync(transaction.Sample(T0.AddMinutes(4), 1700));

        AssertReview(await Host.OnlyAsync(station.Id), SessionFlagKind.EnergyAfterStop, 500);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Session_EndWithoutRegister_TakesTheLastSampleAlsoALateOne(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 1000);
        await station.CallAsync(transaction.Sample(T0.AddMinutes(1), 1200));
        var delayed = transaction.Sample(T0.AddMinutes(2), 1400);
        await station.CallAsync(transaction.Ended(T0.AddMinutes(3), null));
        AssertReview(await Host.OnlyAsync(station.Id), SessionFlagKind.StopMeterMissing, 200);

        await station.CallAsync(delayed);

        AssertReview(await Host.OnlyAsync(station.Id), SessionFlagKind.StopMeterMissing, 400);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Session_TwoEvsesAtOnce_AreTwoSessions(string version)
    {
        await using var station = await BootAsync(version);
        var left = Transaction(version, 1);
        var right = Transaction(version, 2);

        await StartAsync(station, left, T0, 1000);
        await StartAsync(station, right, T0.AddSeconds(1), 5000);
        await station.CallAsync(right.Sample(T0.AddMinutes(1), 5050));
        await station.CallAsync(left.Sample(T0.AddMinutes(1), 1010));
        await station.CallAsync(right.Ended(T0.AddMinutes(2), 5100));
        Assert.Equal(SessionState.Active, (await Host.StoredAsync(station.Id)).Single(each => each.EvseId == 1).State);
        await station.CallAsync(left.Ended(T0.AddMinutes(3), 1020));

        var sessions = await Host.StoredAsync(station.Id);
        AssertSound(sessions.Single(each => each.EvseId == 1), 20);
        AssertSound(sessions.Single(each => each.EvseId == 2), 100);
    }

    [Theory]
    [MemberData(nameof(Versions2))]
    public async Task Session_EvseAndTokenComeLater_AreTakenOver(string version)
    {
        await using var station = await BootAsync(version);
        var earlier = Transaction(version, 2);
        await StartAsync(station, earlier, T0.AddMinutes(-5), 10);
        var transaction = Transaction(version, 2);

        await station.CallAsync(transaction.Event("Started", "CablePluggedIn", T0, 1000, "Transaction.Begin"));
        var bare = (await Host.StoredAsync(station.Id)).Single(each => each.TransactionId == transaction.TransactionId);
        Assert.Equal((0, null), (bare.EvseId, bare.Token));
        var answer = await station.CallAsync(transaction.Event("Updated", "Authorized", T0.AddSeconds(20), change: payload =>
        {
            payload["evse"] = new JsonObject { ["id"] = 2, ["connectorId"] = 1 };
            payload["idToken"] = new JsonObject { ["idToken"] = EngineHost.Token, ["type"] = "ISO14443" };
            payload["transactionInfo"]!["chargingState"] = "Charging";
            payload["transactionInfo"]!["remoteStartId"] = 77;
        }));
        await station.CallAsync(transaction.Ended(T0.AddMinutes(2), 1300));

        Assert.Equal("Accepted", TransactionScript.VerdictIn(answer));
        var sessions = await Host.StoredAsync(station.Id);
        var session = sessions.Single(each => each.TransactionId == transaction.TransactionId);
        AssertSound(session, 300);
        Assert.Equal((2, 1, EngineHost.Token, 77), (session.EvseId, session.ConnectorId, session.Token?.Value, session.RemoteStartId));

        // The EVSE can only be free for it because what ran there before is over.
        AssertReview(sessions.Single(each => each.TransactionId == earlier.TransactionId), SessionFlagKind.ClosedByNewStart, 0);
    }

    [Theory]
    [MemberData(nameof(Versions2))]
    public async Task Session_TokenArrivesAfterTheEnd_IsStillTheDriver(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await station.CallAsync(transaction.Event("Started", "CablePluggedIn", T0, 1000, "Transaction.Begin"));
        var authorized = transaction.Event("Updated", "Authorized", T0.AddSeconds(20), change: payload =>
            payload["idToken"] = new JsonObject { ["idToken"] = EngineHost.Token, ["type"] = "ISO14443" });
        await station.CallAsync(transaction.Ended(T0.AddMinutes(2), 1300));
        Assert.Contains(SessionFlagKind.MessagesMissing, Open(await Host.OnlyAsync(station.Id)));

        await station.CallAsync(authorized);

        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, 300);
        Assert.Equal(EngineHost.Token, session.Token?.Value);
        Assert.DoesNotContain(SessionFlagKind.MessagesMissing, Open(session));
    }

    [Theory]
    [MemberData(nameof(Versions2))]
    public async Task Session_UpdatesArriveOutOfOrder_TheLatestStateStays(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 1000);
        var charging = transaction.Event("Updated", "ChargingStateChanged", T0.AddSeconds(10), change: payload => payload["transactionInfo"]!["chargingState"] = "Charging");
        var paused = transaction.Event("Updated", "ChargingStateChanged", T0.AddSeconds(20), change: payload => payload["transactionInfo"]!["chargingState"] = "SuspendedEV");

        await station.CallAsync(paused);
        await station.CallAsync(charging);

        Assert.Equal(ChargingState.SuspendedEV, (await Host.OnlyAsync(station.Id)).ChargingState);
        Assert.Empty(Open(await Host.OnlyAsync(station.Id)));
    }

    [Theory]
    [MemberData(nameof(Versions2))]
    public async Task Session_UpdatesWithoutAnyStart_IsForReviewWithWhatIsKnown(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        _ = transaction.Started(T0, 1000);

        await station.CallAsync(transaction.Sample(T0.AddMinutes(1), 1200));
        await station.CallAsync(transaction.Ended(T0.AddMinutes(2), 1500));

        AssertReview(await Host.OnlyAsync(station.Id), SessionFlagKind.StopWithoutStart, 300);
    }

    [Theory]
    [MemberData(nameof(Versions2))]
    public async Task Session_StartWithoutRegister_CountsFromTheFirstSampleAndSaysSo(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await station.CallAsync(transaction.Started(T0, null));
        await station.CallAsync(transaction.Sample(T0.AddMinutes(1), 1200));
        await station.CallAsync(transaction.Ended(T0.AddMinutes(2), 1500));

        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, 300);
        Assert.Contains(SessionFlagKind.StartMeterMissing, Open(session));
    }

    [Theory]
    [UseCase("E12", "1.6")]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Session_16IdZeroOrMinusOneAfterOfflineStart_IsOneSession(int id)
    {
        await using var station = await BootAsync("ocpp1.6");
        var transaction = Transaction("ocpp1.6");
        var offline = T0.AddHours(-5);
        await StartAsync(station, transaction, offline, 1000);
        transaction.TransactionId = id.ToString(CultureInfo.InvariantCulture);

        await station.CallAsync(transaction.Sample(offline.AddMinutes(10), 1400));
        await station.CallAsync(transaction.Ended(offline.AddMinutes(30), 2500));

        var session = await Host.OnlyAsync(station.Id);
        AssertReview(session, SessionFlagKind.TransactionIdUnknown, 1500);
        Assert.Equal(1, await Host.MeterRowsAsync(session));
    }

    [Fact]
    public async Task Session_16StopOfAnIdNeverIssued_EndsNobodyElsesSession()
    {
        await using var station = await BootAsync("ocpp1.6");
        var transaction = Transaction("ocpp1.6");
        await StartAsync(station, transaction, T0, 1000);
        var stranger = Transaction("ocpp1.6", 2);
        stranger.TransactionId = "2140000000";

        await station.CallAsync(stranger.Ended(T0.AddMinutes(1), 9000, by: "OTHER"));

        var sessions = await Host.StoredAsync(station.Id);
        Assert.Equal(2, sessions.Count);
        Assert.Equal(SessionState.Active, sessions.Single(each => each.TransactionId == transaction.TransactionId).State);
        AssertReview(sessions.Single(each => each.TransactionId != transaction.TransactionId), SessionFlagKind.StopWithoutStart, null);
    }

    [Theory]
    [UseCase("E12", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Session_DeliveredDaysLaterInABurst_KeepsItsTimes(string version)
    {
        await using var station = await BootAsync(version);
        var day = T0.AddDays(-3);
        for (var round = 0; round < 6; round++)
        {
            var transaction = Transaction(version);
            var at = day.AddHours(round);
            transaction.Answered(await station.CallAsync(Offline(transaction.Started(at, 1000 + (round * 100)))));
            await station.CallAsync(Offline(transaction.Sample(at.AddMinutes(10), 1050 + (round * 100))));
            await station.CallAsync(Offline(transaction.Ended(at.AddMinutes(20), 1090 + (round * 100))));
        }

        var sessions = await Host.StoredAsync(station.Id);
        Assert.Equal(6, sessions.Count);
        Assert.All(sessions, session => AssertSound(session, 90));
        Assert.Equal(Enumerable.Range(0, 6).Select(round => day.AddHours(round)), sessions.Select(session => session.StartedAt));
        Assert.All(sessions, session => Assert.Contains(SessionFlagKind.DeliveredLate, Open(session)));

        ScriptedMessage Offline(ScriptedMessage message) =>
            version == "ocpp1.6" ? message : message.With(payload => payload["offline"] = true);
    }
}
