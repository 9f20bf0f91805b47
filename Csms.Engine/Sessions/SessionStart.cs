using System.Collections.Immutable;
using Csms.Engine.Events;
using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>The start of a transaction. Pure.</summary>
internal static class SessionStart
{
    public static Reconciliation Apply(SessionBook book, TransactionReported message, ReconcileContext context)
    {
        var startKey = message.IdIsOurs ? SessionReconciler.StartKeyOf(message) : null;
        var known = startKey is not null
            ? book.ByStartKey(startKey) ?? OrphanStop(book, message)
            : message.TransactionId is { } id ? book.ByTransaction(id) : null;

        return known switch
        {
            null => Begin(book, message, context, startKey),
            { StartSeen: true } when startKey is not null || SessionReconciler.IsRepeat(known, message) => SessionReconciler.Repeat(book, known),
            { StartSeen: true } when message.At is { } at && (at == known.StartedAt || at == known.StationClockStart) => SessionReconciler.Repeat(book, known),
            { StartSeen: true } => SecondStart(book, known, message, context),
            _ => FillIn(book, known, message, context, startKey),
        };
    }

    private static Reconciliation Begin(SessionBook book, TransactionReported message, ReconcileContext context, string? startKey)
    {
        var id = context.NextId();
        var session = new Session
        {
            Id = id,
            StationId = context.Station,
            TransactionId = message.TransactionId ?? id.ToString(),
            StartedAt = context.Now,
            ReceivedAt = context.Now,
            LastHeardAt = context.Now,
        };
        session = Started(session, message, context, startKey);
        return Commit(book, session, message, context);
    }

    /// <summary>Updates or the end came first: the session is there and now gets its start.</summary>
    private static Reconciliation FillIn(SessionBook book, Session session, TransactionReported message, ReconcileContext context, string? startKey)
    {
        var kind = session.EndSeen ? SessionFlagKind.StopBeforeStart : SessionFlagKind.UpdateBeforeStart;
        session = session.Flagged(
            kind,
            Statement.Of(session.EndSeen ? FlagEvidence.StartCameAfterEnd : FlagEvidence.StartCameAfterUpdate, message.At, context.Now, session.ReceivedAt),
            context.Now);

        // The missing start was the doubt; it is here now.
        session = Started(session.Resolved(SessionFlagKind.StopWithoutStart, context.Now), message, context, startKey);
        if (session.EndSeen)
        {
            session = SessionEnd.Complete(session, context);
        }

        return Commit(book, session, message, context);
    }

    /// <summary>A 2.x transaction starts a second time with other content: taken in as an update, with a flag.</summary>
    private static Reconciliation SecondStart(SessionBook book, Session session, TransactionReported message, ReconcileContext context)
    {
        session = SessionReconciler.CheckSequence(session, message, context).Flagged(
            SessionFlagKind.SequenceReused,
            Statement.Of(FlagEvidence.StartedTwice, message.SequenceNumber, message.Trigger),
            context.Now);
        session = SessionReconciler.Seen(session, message, context);
        session = SessionMeter.Read(session, message.Readings, context).Settled();
        return Written(book, session, [session], message, context, SessionReconciler.Believe(message.At, context).At);
    }

    private static Session Started(Session session, TransactionReported message, ReconcileContext context, string? startKey)
    {
        var (at, doubt) = SessionReconciler.Believe(message.At, context);
        session = SessionReconciler.Seen(session, message, context) with
        {
            StartedAt = at,
            StartSeen = true,
            StartKey = startKey,
            StationClockStart = doubt is null ? null : message.At,
        };
        if (doubt is not null)
        {
            session = session.Flagged(SessionFlagKind.ClockWrong, doubt, context.Now);
        }

        if (session.EndedAt < at)
        {
            session = (session with { EndedAt = at }).Flagged(
                SessionFlagKind.ClockWrong,
                Statement.Of(FlagEvidence.StartAfterEnd, at, session.EndedAt),
                context.Now);
        }

        session = StartRegister(session, message, at, context);
        return session.EndSeen ? session : SessionMeter.Read(session, message.Readings, context);
    }

    /// <summary>The register at the start: what the message gives; samples that came before it are counted from there.</summary>
    private static Session StartRegister(Session session, TransactionReported message, DateTimeOffset at, ReconcileContext context)
    {
        var told = message.MeterWh ?? SessionReconciler.RegisterIn(message.Readings, SampleContext.TransactionBegin);
        if (told is not { } start || !EnergyAccount.IsPossible(start))
        {
            return session.Flagged(
                SessionFlagKind.StartMeterMissing,
                told is null
                    ? Statement.Of(FlagEvidence.NoStartRegister)
                    : Statement.Of(FlagEvidence.StartRegisterImpossible, told),
                context.Now);
        }

        if (session.Account is not { StartWh: { } first, LastWh: { } last, CarriedWh: var carried })
        {
            return session with { MeterStartWh = start, Account = EnergyAccount.From(start, at) };
        }

        if (last < start && carried == 0)
        {
            return (session with { MeterStartWh = start }).Flagged(
                SessionFlagKind.RegisterBackwards,
                Statement.Of(FlagEvidence.StartAboveReading, start, last),
                context.Now);
        }

        return session with { MeterStartWh = start, Account = session.Account.BegunAt(start, session.MeterStartWh ?? first) };
    }

    private static Reconciliation Commit(SessionBook book, Session session, TransactionReported message, ReconcileContext context)
    {
        session = session.Settled();
        return Written(book, session, [session, .. Superseded(book, session, context)], message, context, session.StartedAt);
    }

    /// <summary>A start on an EVSE ends what ran there before; a start that lies before it was only delivered late.</summary>
    internal static IEnumerable<Session> Superseded(SessionBook book, Session session, ReconcileContext context)
    {
        foreach (var other in book.Sessions)
        {
            if (session.IsActive && other.Id != session.Id && other.IsActive && other.EvseId == session.EvseId
                && session.EvseId > 0 && session.StartedAt >= other.StartedAt)
            {
                yield return SessionClose.ByNewStart(other, session, context.Now);
            }
        }
    }

    private static Reconciliation Written(
        SessionBook book, Session session, ImmutableArray<Session> changed, TransactionReported message, ReconcileContext context, DateTimeOffset at)
    {
        foreach (var each in changed)
        {
            book = book.With(each);
        }

        var events = ImmutableArray.CreateBuilder<SessionEvent>(changed.Length);
        events.Add(SessionReconciler.EventOf(session, message, at, context));
        foreach (var each in changed)
        {
            if (each.Id != session.Id)
            {
                events.Add(SessionClose.EventOf(each, context.Now));
            }
        }

        return new Reconciliation
        {
            Book = book,
            Subject = session,
            Changed = changed,
            Events = events.ToImmutable(),
            Meter = SessionReconciler.RowsOf(session.Id, session.EvseId, message, context),
        };
    }

    /// <summary>
    /// A 1.6 end without a transaction id that we had to take in before its start (errata 3.18): same token, later, not below the
    /// register of the start.
    /// </summary>
    private static Session? OrphanStop(SessionBook book, TransactionReported message)
    {
        Session? first = null;
        foreach (var session in book.Sessions)
        {
            if (session.IsOrphan
                && (session.Token is null || string.Equals(session.Token.Value, message.Token?.Value, StringComparison.OrdinalIgnoreCase))
                && (message.At is null || session.EndedAt >= message.At)
                && (message.MeterWh is null || session.MeterStopWh is null || session.MeterStopWh >= message.MeterWh)
                && (first is null || session.EndedAt < first.EndedAt))
            {
                first = session; // of several the next end after the start
            }
        }

        return first;
    }
}
