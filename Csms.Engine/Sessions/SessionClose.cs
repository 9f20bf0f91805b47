using Csms.Engine.Events;
using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>Ends of a session that the station did not report. Pure. The station's own end, if it comes later, counts (SessionEnd).</summary>
public static class SessionClose
{
    /// <summary>Stop reason of a session that was closed without the station's end, in 2.1's words.</summary>
    private const string Reason = "Other";

    /// <summary>A further start on the same EVSE.</summary>
    public static Session ByNewStart(Session session, Session next, DateTimeOffset now) => Close(
        session,
        Later(session.StartedAt, Earlier(next.StartedAt, session.LastHeardAt)),
        SessionFlagKind.ClosedByNewStart,
        Statement.Of(FlagEvidence.NewStart, next.Id.Display, session.EvseId, next.StartedAt),
        now);

    /// <summary>The EVSE is Available and stays so.</summary>
    public static Session ByAvailable(Session session, DateTimeOffset since, DateTimeOffset now) => Close(
        session,
        Later(session.StartedAt, since),
        SessionFlagKind.ClosedByAvailable,
        Statement.Of(FlagEvidence.EvseAvailable, session.EvseId, since),
        now);

    /// <summary>A person says so.</summary>
    public static Session ByOperator(Session session, string actor, string reason, DateTimeOffset now) => Close(
        session,
        Later(session.StartedAt, session.Live?.At ?? session.LastHeardAt),
        SessionFlagKind.ClosedByOperator,
        Statement.Of(FlagEvidence.Operator, actor, reason),
        now);

    /// <summary>It was closed because the EVSE looked free; a sign of life from later than that proves it wrong.</summary>
    internal static bool Reopens(Session session, DateTimeOffset at) => at > session.EndedAt && session is { EndSeen: false, EndedAt: not null, Flags: [.., { Kind: SessionFlagKind.ClosedByAvailable, ResolvedAt: null }] };

    /// <summary>Runs again after such a close; the flag stays, settled.</summary>
    internal static Session Reopened(Session session, DateTimeOffset now) => session.EndedAt is null
        ? session
        : session with
        {
            State = SessionState.Active,
            EndedAt = null,
            StopReason = null,
            MeterStopWh = null,
            FinalEnergyWh = null,
            Correction = null,
            Price = session.Price?.Resumed(),
            Flags = session.Flags.SetItem(session.Flags.Length - 1, session.Flags[^1] with { ResolvedAt = now }),
        };

    /// <summary>The entry of the timeline for a close.</summary>
    public static SessionEvent EventOf(Session session, DateTimeOffset now) => new(
        session.Id,
        session.EndedAt ?? now,
        now,
        session.Flags[^1].At.UtcTicks,
        TransactionPhase.Ended,
        session.Flags[^1].Kind.ToString(),
        null,
        null,
        null,
        session.MeterStopWh,
        false);

    private static Session Close(Session session, DateTimeOffset at, SessionFlagKind kind, Statement<FlagEvidence> evidence, DateTimeOffset now) =>
        (session with
        {
            EndedAt = at,
            StopReason = Reason,
            MeterStopWh = session.Account.LastWh,
            FinalEnergyWh = session.Account.TotalWh,
            ChargingState = ChargingState.Idle,
            AvailableSince = null,
            Price = session.Price?.End(at, session.Account.TotalWh),
        }).Flagged(kind, evidence, now).Settled();

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
