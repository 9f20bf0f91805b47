using Csms.Engine.Events;
using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>What happens during a transaction, or is said about it later. Pure.</summary>
internal static class SessionUpdate
{
    public static Reconciliation Apply(SessionBook book, TransactionReported message, ReconcileContext context)
    {
        if (message.TransactionId is { } id)
        {
            if (book.ByTransaction(id) is { } session)
            {
                return Update(book, session, message, context);
            }

            if (!context.LookedUp)
            {
                return new Reconciliation { Book = book, LookUp = id };
            }

            if (message.SequenceNumber is not null)
            {
                return Update(book, WithoutStart(id, message, context), message, context);
            }
        }

        // 1.6 with an id that we never gave: the session that runs there is meant, if one does.
        return message.EvseId is { } evse && book.Running(evse) is { } running
            ? Update(book, Matched(running, message, context), message, context)
            : new Reconciliation { Book = book, Meter = SessionReconciler.RowsOf(null, message.EvseId ?? 0, message, context) };
    }

    /// <summary>With the flag that tells how a message without a known id found its session.</summary>
    internal static Session Matched(Session session, TransactionReported message, ReconcileContext context) => session.Flagged(
        SessionFlagKind.TransactionIdUnknown,
        Statement.Of(FlagEvidence.TakenForSession, $"{message.Phase}", message.At, message.TransactionId ?? "0", session.EvseId),
        context.Now);

    /// <summary>A 2.x transaction of which no start has come yet.</summary>
    internal static Session WithoutStart(string transactionId, TransactionReported message, ReconcileContext context)
    {
        var (at, doubt) = SessionReconciler.Believe(message.At, context);
        var session = new Session
        {
            Id = context.NextId(),
            StationId = context.Station,
            TransactionId = transactionId,
            StartedAt = at,
            ReceivedAt = context.Now,
            LastHeardAt = context.Now,
            StationClockStart = doubt is null ? null : message.At,
        };
        return doubt is null ? session : session.Flagged(SessionFlagKind.ClockWrong, doubt, context.Now);
    }

    private static Reconciliation Update(SessionBook book, Session session, TransactionReported message, ReconcileContext context)
    {
        if (SessionReconciler.IsRepeat(session, message))
        {
            return SessionReconciler.Repeat(book, session);
        }

        var before = session;
        var first = book.ById(session.Id) is null;
        session = SessionReconciler.CheckSequence(session, message, context);
        var at = SessionReconciler.Believe(message.At, context).At;
        if (SessionClose.Reopens(session, at))
        {
            session = SessionClose.Reopened(session, context.Now);
        }

        session = SessionReconciler.Seen(session, message, context);
        session = SessionMeter.Read(session, message.Readings, context);
        session = session switch
        {
            { EndSeen: true } => SessionEnd.Complete(session, context),
            { EndedAt: not null } => session with { MeterStopWh = session.Account.LastWh, FinalEnergyWh = session.Account.TotalWh },
            _ => session,
        };
        session = session.Settled();

        // A 2.x station may tell the EVSE only now.
        Session[] superseded = before.EvseId == 0 ? [.. SessionStart.Superseded(book, session, context)] : [];
        var after = book.With(session);
        foreach (var other in superseded)
        {
            after = after.With(other);
        }

        // Samples alone change nothing that the session's row holds: one meter row is all that a MeterValues costs.
        var silent = message.Readings.Count > 0 && message.Token is null && !IsNews(message.Trigger)
            && (message.ChargingState is null || message.ChargingState == before.ChargingState);
        return new Reconciliation
        {
            Book = after,
            Subject = session,
            Changed = first || RowDiffers(before, session) ? [session, .. superseded] : [],
            Events =
            [
                .. silent ? Array.Empty<SessionEvent>() : [SessionReconciler.EventOf(session, message, at, context)],
                .. superseded.Select(other => SessionClose.EventOf(other, context.Now)),
            ],
            Meter = SessionReconciler.RowsOf(session.Id, session.EvseId, message, context),
        };
    }

    /// <summary>What a person wants to find in the timeline, also where the message brings a sample with it (2.1 E16, E17, I08, I11).</summary>
    private static bool IsNews(string trigger) => trigger is "TxResumed" or "LimitSet" or "EnergyLimitReached" or "TimeLimitReached" or "SoCLimitReached" or "CostLimitReached" or "TariffChanged" or "TariffNotAccepted";

    /// <summary>An ended session's row is all that is read again after a restart; a running one's account is read from its meter rows.</summary>
    private static bool RowDiffers(Session a, Session b) =>
        b.EndedAt is not null || a.Flags != b.Flags || a.State != b.State || a.MeterStartWh != b.MeterStartWh || a.EvseId != b.EvseId || a.ConnectorId != b.ConnectorId
        || a.Token != b.Token || a.TokenInfo != b.TokenInfo || a.EnergySince != b.EnergySince || a.ChargingState != b.ChargingState
        || a.Limits != b.Limits || a.WantedLimits != b.WantedLimits
        || a.StationTariffId != b.StationTariffId || !ReferenceEquals(a.StationCost, b.StationCost)
        || a.RemoteStartId != b.RemoteStartId || a.ReservationId != b.ReservationId;
}
