using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Sessions;

/// <summary>Sessions whose end does not come, or comes after they were closed here.</summary>
public sealed class SessionCloseTests(EngineHost host) : SessionTest(host)
{
    [Theory]
    [MemberData(nameof(Versions))]
    public async Task NeverStops_EvseAvailable_IsClosedAndALateStopWins(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 1000);
        await station.CallAsync(transaction.Sample(T0.AddMinutes(1), 1200));
        await station.CallAsync(transaction.Status(T0.AddMinutes(2), "Available"));
        Assert.Equal(SessionState.Active, (await Host.OnlyAsync(station.Id)).State);

        await Host.SweepAsync(station.Id);
        var closed = await Host.OnlyAsync(station.Id);
        AssertReview(closed, SessionFlagKind.ClosedByAvailable, 200);
        Assert.Equal("Other", closed.StopReason);
        Assert.Equal(1200, closed.MeterStopWh);

        await station.CallAsync(transaction.Ended(T0.AddMinutes(3), 1500, "EVDisconnected"));
        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, 500);
        Assert.Equal((T0.AddMinutes(3), "EVDisconnected"), (session.EndedAt, session.StopReason));
        Assert.Contains(session.Flags, flag => flag is { Kind: SessionFlagKind.ClosedByAvailable, ResolvedAt: not null });
        Assert.Contains(session.Flags, flag => flag.Kind == SessionFlagKind.EndAfterClose);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task NeverStops_NewStartOnTheEvse_ClosesItAndALateStopWins(string version)
    {
        await using var station = await BootAsync(version);
        var lost = Transaction(version);
        var next = Transaction(version);
        await StartAsync(station, lost, T0, 1000);
        await station.CallAsync(lost.Sample(T0.AddMinutes(1), 1200));

        await StartAsync(station, next, T0.AddMinutes(3), 1300);
        var closed = (await Host.StoredAsync(station.Id))[0];
        AssertReview(closed, SessionFlagKind.ClosedByNewStart, 200);
        Assert.Contains(EngineHost.Token, closed.Token!.Value, StringComparison.Ordinal);

        // A sample that was delayed still counts for it, then its own end.
        await station.CallAsync(lost.Sample(T0.AddMinutes(1.5), 1250));
        AssertReview((await Host.StoredAsync(station.Id))[0], SessionFlagKind.ClosedByNewStart, 250);
        await station.CallAsync(lost.Ended(T0.AddMinutes(2), 1290));
        await station.CallAsync(next.Ended(T0.AddMinutes(4), 1400));

        var sessions = await Host.StoredAsync(station.Id);
        AssertSound(sessions[0], 290);
        AssertSound(sessions[1], 100);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task ClosedByAvailable_ThenASample_RunsAgain(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 1000);
        await station.CallAsync(transaction.Status(T0.AddMinutes(2), "Available"));
        await Host.SweepAsync(station.Id);

        await station.CallAsync(transaction.Sample(DateTimeOffset.UtcNow.AddSeconds(1), 1200));
        var running = await Host.OnlyAsync(station.Id);
        Assert.Equal((SessionState.Active, null), (running.State, running.EndedAt));
        Assert.Equal(200, Host.State(station.Id).Sessions.Running(1)?.EnergyWh);
        await station.CallAsync(transaction.Ended(DateTimeOffset.UtcNow.AddSeconds(2), 1300));

        AssertSound(await Host.OnlyAsync(station.Id), 300);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Available_ThenQueuedSample_IsStillClosed(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 1000);
        await station.CallAsync(transaction.Status(T0.AddMinutes(5), "Available"));
        await station.CallAsync(transaction.Sample(T0.AddMinutes(1), 1200));

        await Host.SweepAsync(station.Id);

        AssertReview(await Host.OnlyAsync(station.Id), SessionFlagKind.ClosedByAvailable, 200);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Available_OnTheOtherEvse_ClosesNothing(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 1000);

        await station.CallAsync(Transaction(version, 2).Status(T0.AddMinutes(1), "Available"));
        await Host.SweepAsync(station.Id);

        Assert.Equal(SessionState.Active, (await Host.OnlyAsync(station.Id)).State);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task ClosedByAPerson_IsCompletedWithItsReasonAndALateStopWins(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 1000);
        await station.CallAsync(transaction.Sample(T0.AddMinutes(1), 1200));

        await Host.Directory.CloseSessionAsync(await Host.OnlyAsync(station.Id), "kim@example.com", "cable was cut");
        var closed = await Host.OnlyAsync(station.Id);
        AssertSound(closed, 200);
        Assert.Contains(closed.Flags, flag => flag.Kind == SessionFlagKind.ClosedByOperator && flag.Evidence.ToString() == "kim@example.com: cable was cut");
        Assert.Null(await Host.Directory.CloseSessionAsync(closed, "kim@example.com", "again"));

        await station.CallAsync(transaction.Ended(T0.AddMinutes(3), 1500));
        AssertSound(await Host.OnlyAsync(station.Id), 500);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task CorrectedByAPerson_IsStoredAndALateStopRaisesADoubtAnew(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 1000);
        await station.CallAsync(transaction.Sample(T0.AddMinutes(1), 1200));
        await station.CallAsync(transaction.Status(T0.AddMinutes(2), "Available"));
        await Host.SweepAsync(station.Id);
        var closed = await Host.OnlyAsync(station.Id);
        AssertReview(closed, SessionFlagKind.ClosedByAvailable, 200);

        await Host.Directory.ReviewSessionAsync(closed.Id, new SessionDecision.Correct(150), "kim@example.com", "photo of the meter", CancellationToken.None);
        var corrected = await Host.OnlyAsync(station.Id);
        AssertSound(corrected, 150);
        Assert.Equal((200, "photo of the meter"), (corrected.FinalEnergyWh, corrected.Correction?.Reason));
        Assert.Null(await Host.Directory.ReviewSessionAsync(closed.Id, new SessionDecision.Correct(90), "ben@example.com", "too late", CancellationToken.None));

        await station.CallAsync(transaction.Ended(T0.AddMinutes(3), 1500));
        var late = await Host.OnlyAsync(station.Id);
        AssertReview(late, SessionFlagKind.ChangedAfterCorrection, 150);
        Assert.Equal(500, late.FinalEnergyWh);
    }

    [Fact]
    public async Task LateSession_StartedBeforeTheRunningOne_ClosesNothing()
    {
        await using var station = await BootAsync("ocpp1.6");
        var running = Transaction("ocpp1.6");
        var late = Transaction("ocpp1.6");
        await StartAsync(station, running, T0, 2000);

        await StartAsync(station, late, T0.AddHours(-2), 1000);
        await station.CallAsync(late.Ended(T0.AddHours(-1), 1900));

        var sessions = await Host.StoredAsync(station.Id);
        AssertSound(sessions[0], 900);
        Assert.Equal((SessionState.Active, ChargingState.Unknown), (sessions[1].State, sessions[1].ChargingState));
    }
}
