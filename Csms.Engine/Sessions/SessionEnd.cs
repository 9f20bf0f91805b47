using Csms.Engine.Events;
using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>The end of a transaction. Pure.</summary>
internal static class SessionEnd
{
    public static Reconciliation Apply(SessionBook book, TransactionReported message, ReconcileContext context)
    {
        if (message.TransactionId is { } id)
        {
            if (book.ByTransaction(id) is { } session)
            {
                return End(book, session, message, context);
            }

            if (!context.LookedUp)
            {
                return new Reconciliation { Book = book, LookUp = id };
            }

            if (message.SequenceNumber is not null)
            {
                return End(book, Orphan(SessionUpdate.WithoutStart(id, message, context), message, context), message, context);
            }
        }

        if (RepeatedOrphan(book, message) is { } repeated)
        {
            return SessionReconciler.Repeat(book, repeated);
        }

        if (!context.LookedUp)
        {
            return new Reconciliation { Book = book, LookUp = "" }; // it may be the repeat of an end of long ago
        }

        // 1.6 with an id that we never gave (0, −1, errata 3.18).
        return Meant(book, message, context) is { } meant
            ? End(book, SessionUpdate.Matched(meant, message, context), message, context)
            : End(book, Orphan(SessionUpdate.WithoutStart(context.NextId().ToString(), message, context), message, context), message, context);
    }

    /// <summary>What follows once the end is known, whatever came last: energy, open doubts, state.</summary>
    internal static Session Complete(Session session, ReconcileContext context)
    {
        session = session switch
        {
            { Sequence.Holes: { IsEmpty: false } holes } => session.Flagged(
                SessionFlagKind.MessagesMissing, Statement.Of(FlagEvidence.SequenceMissing, string.Join(", ", holes)), context.Now),
            _ => session.Resolved(SessionFlagKind.MessagesMissing, context.Now),
        };
        if (!session.StartSeen)
        {
            session = session.Flagged(
                SessionFlagKind.StopWithoutStart,
                Statement.Of(FlagEvidence.EndWithoutStart, session.EndedAt, session.TransactionId),
                context.Now);
        }

        return Account(session, context).Settled();
    }

    /// <summary>Energy of an ended session from what is known of its registers.</summary>
    private static Session Account(Session session, ReconcileContext context)
    {
        // One reading alone is no difference: without a start the energy is unknown, not zero.
        var single = !session.StartSeen && session.Account is { CarriedWh: 0 } account && account.StartWh == account.LastWh;
        var total = session.MeterStartWh is null || single ? null : session.Account.TotalWh;
        if (session.Correction is { } correction && total != session.FinalEnergyWh)
        {
            session = session.Flagged(
                SessionFlagKind.ChangedAfterCorrection,
                Statement.Of(FlagEvidence.ChangedAfterCorrection, session.FinalEnergyWh, total, correction.EnergyWh),
                context.Now);
        }

        session = session with { FinalEnergyWh = total };
        return total > 0 && session.Verdict is not (null or AuthorizationStatus.Accepted)
            ? session.Flagged(
                SessionFlagKind.EnergyWithoutAuthorization,
                Statement.Of(FlagEvidence.EnergyRefused, $"{session.Verdict}", total),
                context.Now)
            : session;
    }

    private static Reconciliation End(SessionBook book, Session session, TransactionReported message, ReconcileContext context)
    {
        if (session.EndSeen)
        {
            return session.EndKey == message.ContentKey || SessionReconciler.IsRepeat(session, message)
                ? SessionReconciler.Repeat(book, session)
                : SecondStop(book, session, message, context);
        }

        var closedBefore = session.EndedAt;
        session = SessionReconciler.CheckSequence(session, message, context);
        session = SessionReconciler.Seen(session, message, context);
        var at = EndTime(ref session, message, context);

        // Samples first, so that the end's register is judged against the last of them.
        session = SessionMeter.Read(session, message.Readings, context);
        session = TakeStopRegister(session, message, at, context);
        session = session with
        {
            EndedAt = at,
            EndSeen = true,
            EndKey = message.ContentKey,
            StopReason = message.StopReason ?? "Local",
            ChargingState = ChargingState.Idle,
            AvailableSince = null,
            Live = session.Live is { } live ? live with { PowerW = 0 } : null,
        };
        if (closedBefore is { } closed)
        {
            session = AfterClose(session, closed, context);
        }

        session = Complete(session, context);
        return Written(book, session, message, at, context);
    }

    private static DateTimeOffset EndTime(ref Session session, TransactionReported message, ReconcileContext context)
    {
        var (at, doubt) = SessionReconciler.Believe(message.At, context);
        if (session.StationClockStart is { } wrongStart && message.At is { } wrongEnd && wrongEnd >= wrongStart
            && session.StartedAt + (wrongEnd - wrongStart) <= context.Now)
        {
            // Both by the same wrong clock: the duration is right, and so is start plus duration.
            return session.StartedAt + (wrongEnd - wrongStart);
        }

        if (doubt is not null)
        {
            session = session.Flagged(SessionFlagKind.ClockWrong, doubt, context.Now);
        }

        if (at < session.StartedAt)
        {
            session = session.Flagged(
                SessionFlagKind.ClockWrong,
                Statement.Of(FlagEvidence.EndBeforeStart, at, session.StartedAt),
                context.Now);
            return session.StartedAt;
        }

        return at;
    }

    private static Session TakeStopRegister(Session session, TransactionReported message, DateTimeOffset at, ReconcileContext context)
    {
        var stop = message.MeterWh ?? SessionReconciler.RegisterIn(message.Readings, SampleContext.TransactionEnd);

        // A 1.6 station must send a meterStop; one that has none sends 0.
        if (stop is null || (stop == 0 && message.MeterWh == 0 && session.Account.LastWh > 0))
        {
            session = session with { MeterStopWh = session.Account.LastWh };
            return session.Account.LastWh is { } last
                ? session.Flagged(
                    SessionFlagKind.StopMeterMissing,
                    Statement.Of(FlagEvidence.EndRegisterFromSample, last, session.Account.LastAt),
                    context.Now)
                : session.Flagged(SessionFlagKind.StopMeterMissing, Statement.Of(FlagEvidence.NoRegister), context.Now);
        }

        // The end's register is the last word, whatever the order of the sample times.
        var readAt = session.Account.LastAt > at ? session.Account.LastAt.Value : at;
        session = SessionMeter.ReadRegister(session, stop.Value, readAt, context) with { MeterStopWh = stop };
        if (session.Account.LastWh != stop && session.MeterStartWh <= stop && session.Account.CarriedWh == 0)
        {
            // Below the last sample but not below the start: the register decides, the flag keeps the witness.
            session = session with { Account = session.Account with { LastWh = stop, LastAt = readAt } };
        }

        return session;
    }

    private static Session AfterClose(Session session, DateTimeOffset closed, ReconcileContext context) =>
        (session with
        {
            Flags = [.. session.Flags.Select(flag => flag is { ResolvedAt: null, Kind: SessionFlagKind.ClosedByNewStart or SessionFlagKind.ClosedByAvailable }
                ? flag with { ResolvedAt = context.Now } : flag)],
        }).Flagged(
            SessionFlagKind.EndAfterClose,
            Statement.Of(FlagEvidence.EndReplacedClose, session.EndedAt, closed),
            context.Now);

    /// <summary>An end for which no start is known.</summary>
    private static Session Orphan(Session session, TransactionReported message, ReconcileContext context)
    {
        session = session.Flagged(
            SessionFlagKind.StopWithoutStart,
            Statement.Of(FlagEvidence.EndOfUnknown, message.At, message.TransactionId ?? "0"),
            context.Now);
        return session with { Token = message.Token, TokenInfo = [.. message.TokenInfo ?? []], Verdict = context.Verdict?.Status };
    }

    private static Session? RepeatedOrphan(SessionBook book, TransactionReported message)
    {
        foreach (var session in book.Sessions)
        {
            if (session.EndSeen && session.EndKey == message.ContentKey)
            {
                return session;
            }
        }

        return null;
    }

    /// <summary>
    /// The running session that an end without a known id can only mean: the same token if any runs with it, not started after the end,
    /// register not below the start's. More than one left: the one that started last.
    /// </summary>
    private static Session? Meant(SessionBook book, TransactionReported message, ReconcileContext context)
    {
        var (at, doubt) = SessionReconciler.Believe(message.At, context);
        Session? best = null;
        var bestMatches = false;
        foreach (var session in book.Sessions)
        {
            var matches = message.Token is { } token && string.Equals(session.Token?.Value, token.Value, StringComparison.OrdinalIgnoreCase);
            if (!session.IsActive
                || (message.TransactionId is not null && !matches)
                || (doubt is null && session.StationClockStart is null && session.StartedAt > at)
                || (message.MeterWh > 0 && session.MeterStartWh > message.MeterWh))
            {
                continue;
            }

            if (best is null || (matches && !bestMatches) || (matches == bestMatches && session.StartedAt > best.StartedAt))
            {
                (best, bestMatches) = (session, matches);
            }
        }

        return best;
    }

    /// <summary>A second, different end: the first one counts, the doubt is for a person.</summary>
    private static Reconciliation SecondStop(SessionBook book, Session session, TransactionReported message, ReconcileContext context)
    {
        session = (session with { Recent = session.Recent.With(message.ContentKey), LastHeardAt = context.Now }).Flagged(
            SessionFlagKind.SecondStop,
            Statement.Of(FlagEvidence.SecondEnd, message.At, message.MeterWh ?? SessionReconciler.RegisterIn(message.Readings), message.StopReason),
            context.Now).Settled();
        return Written(book, session, message, SessionReconciler.Believe(message.At, context).At, context);
    }

    private static Reconciliation Written(SessionBook book, Session session, TransactionReported message, DateTimeOffset at, ReconcileContext context) => new()
    {
        Book = book.With(session),
        Subject = session,
        Changed = [session],
        Events = [SessionReconciler.EventOf(session, message, at, context)],
        Meter = SessionReconciler.RowsOf(session.Id, session.EvseId, message, context),
    };
}
