using System.Collections.Immutable;
using System.Globalization;
using Csms.Engine.Events;
using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>
/// From what stations report to what drivers pay for: one correct session for every order, loss and repetition of messages
/// (ARCHITECTURE, "Sessions: the heart"). Pure. Doubts become flags with their evidence; nothing is merged or repriced silently.
/// </summary>
public static class SessionReconciler
{
    /// <summary>A message this much older than the moment at which its EVSE became free was queued before it.</summary>
    private static readonly TimeSpan QueueTolerance = TimeSpan.FromMinutes(2);

    /// <summary>Takes in one transaction message.</summary>
    public static Reconciliation Apply(SessionBook book, TransactionReported message, ReconcileContext context)
    {
        var result = message.Phase switch
        {
            TransactionPhase.Started => SessionStart.Apply(book, message, context),
            TransactionPhase.Updated => SessionUpdate.Apply(book, message, context),
            TransactionPhase.Ended => SessionEnd.Apply(book, message, context),
            _ => throw new ArgumentOutOfRangeException(nameof(message), message.Phase, "no transaction phase"),
        };
        return result.Repeated || result.Subject is null ? result : Priced(book, result, message, context);
    }

    /// <summary>With the price of every session that the message has changed.</summary>
    private static Reconciliation Priced(SessionBook before, Reconciliation result, TransactionReported message, ReconcileContext context)
    {
        var subject = SessionPricing.Settle(before.ById(result.Subject!.Id), result.Subject, Believe(message.At, context).At, context.Terms);
        var changed = result.Changed;
        var book = result.Book;
        for (var index = 0; index < changed.Length; index++)
        {
            var session = changed[index].Id == subject.Id ? subject : SessionPricing.Settle(before.ById(changed[index].Id), changed[index], context.Now, null);
            if (session.Price is { } price) session = session with { PriceStoredAt = price.KnownAt };
            if (ReferenceEquals(session, changed[index])) continue;
            changed = changed.SetItem(index, session);
            book = book.With(session);
            if (session.Id == subject.Id) subject = session;
        }

        if (SessionPricing.IsDue(subject))
        {
            subject = subject with { PriceStoredAt = subject.Price!.KnownAt };
            changed = changed.Add(subject);
        }

        return ReferenceEquals(subject, result.Subject) && changed == result.Changed ? result : result with { Book = book.With(subject), Subject = subject, Changed = changed };
    }

    /// <summary>The identity of a 1.6 start: the same start sent again has the same, whatever its message id.</summary>
    public static string StartKeyOf(TransactionReported message) => string.Create(
        CultureInfo.InvariantCulture,
        $"{message.EvseId}|{message.At?.UtcTicks}|{message.Token?.Value.ToUpperInvariant()}|{message.MeterWh}");

    /// <summary>The message was seen before: the sessions stay, the first answer is given again.</summary>
    internal static Reconciliation Repeat(SessionBook book, Session session) => new() { Book = book, Subject = session, Repeated = true };

    /// <summary>When something happened: the station's time if it can be believed, else ours, with the reason.</summary>
    internal static (DateTimeOffset At, Statement<FlagEvidence>? Doubt) Believe(DateTimeOffset? reported, ReconcileContext context)
    {
        if (reported is not { } at)
        {
            return (context.Now, null);
        }

        var doubt = StationClock.Doubt(at, context.Now, context.BootedAt, context.LinkOpenedAt);
        return doubt is null ? (at, null) : (context.Now, doubt);
    }

    /// <summary>The entry of the timeline for a message.</summary>
    internal static SessionEvent EventOf(Session session, TransactionReported message, DateTimeOffset at, ReconcileContext context) => new(
        session.Id,
        at,
        context.Now,
        message.ContentKey,
        message.Phase,
        message.Trigger,
        message.SequenceNumber,
        message.ChargingState,
        message.Token?.Value,
        message.MeterWh ?? RegisterIn(message.Readings),
        message.Offline);

    /// <summary>Meter rows of a message's readings.</summary>
    internal static ImmutableArray<MeterRow> RowsOf(SessionId? session, int evseId, TransactionReported message, ReconcileContext context) =>
        RowsOf(session, evseId, message.Readings, message.ContentKey, context);

    /// <summary>Meter rows of readings; each gets a key of its own, because readings of one message may share an instant.</summary>
    internal static ImmutableArray<MeterRow> RowsOf(
        SessionId? session, int evseId, IReadOnlyList<MeterReading> readings, long contentKey, ReconcileContext context)
    {
        if (readings.Count == 0)
        {
            return [];
        }

        var rows = ImmutableArray.CreateBuilder<MeterRow>(readings.Count);
        for (var index = 0; index < readings.Count; index++)
        {
            var reading = readings[index];
            var (at, doubt) = Believe(reading.At, context);
            rows.Add(new MeterRow(session, evseId, at, unchecked(contentKey + index), reading, session is null && doubt is not null ? reading.At : null));
        }

        return rows.MoveToImmutable();
    }

    /// <summary>The latest register in a list of readings; a reading of the given context wins.</summary>
    internal static long? RegisterIn(IReadOnlyList<MeterReading> readings, SampleContext? preferred = null)
    {
        long? found = null;
        DateTimeOffset? foundAt = null;
        foreach (var reading in readings)
        {
            if (reading.RegisterWh is not { } register)
            {
                continue;
            }

            if (reading.Context == preferred)
            {
                return register;
            }

            if (found is null || reading.At >= foundAt)
            {
                (found, foundAt) = (register, reading.At);
            }
        }

        return found;
    }

    /// <summary>Marks the message as seen in its session and takes over what it says besides its readings.</summary>
    internal static Session Seen(Session session, TransactionReported message, ReconcileContext context)
    {
        var isLatest = message.SequenceNumber is not { } seq || seq > session.Sequence.Last;
        var (at, doubt) = Believe(message.At, context);

        // A queue that is replayed from its beginning must not push out the latest contents.
        var isOld = message.SequenceNumber is { } told && session.Sequence.Has(told) && told < session.Sequence.RememberedFrom;
        var next = session with
        {
            Recent = isOld ? session.Recent : session.Recent.With(message.ContentKey),
            Sequence = message.SequenceNumber is { } number ? session.Sequence.With(number) : session.Sequence,
            LastHeardAt = context.Now,
            EvseId = session.EvseId == 0 ? message.EvseId ?? 0 : session.EvseId,
            ConnectorId = session.ConnectorId == 0 ? message.ConnectorId ?? 0 : session.ConnectorId,
            RemoteStartId = session.RemoteStartId ?? message.RemoteStartId,
            ReservationId = session.ReservationId ?? message.ReservationId,
        };

        if (isLatest && message.Limits is { } limits)
        {
            // A lower limit of its own holds ours too; but what it showed before it heard of a higher one says nothing (2.1 C23).
            var held = next.WantedLimits is { } wanted && (limits == wanted || (next.WantedTold && limits.Hold(wanted)));
            next = next with { Limits = limits, WantedLimits = held ? null : next.WantedLimits };
        }

        // The transaction of a remote start takes its limits over once, when it first shows the number of the request (2.1 F07).
        if (session.RemoteStartId is null && next is { RemoteStartId: not null, WantedLimits: null } && context.StartLimits is { } asked && next.Limits?.Hold(asked) != true)
        {
            next = next with { WantedLimits = asked };
        }

        if (isLatest && (message.TariffId is not null || message.Cost is not null))
        {
            next = next with { StationTariffId = message.TariffId ?? next.StationTariffId, StationCost = message.Cost ?? next.StationCost };
        }

        if (next.Token is null && message.Token is { } token)
        {
            next = next with { Token = token, Verdict = context.Verdict?.Status, Contract = context.Contract };
        }

        if (next.TokenInfo.IsEmpty && message.TokenInfo is { } beside)
        {
            next = next with { TokenInfo = [.. beside] };
        }

        if (message.Offline || (doubt is null && message.Phase != TransactionPhase.Updated && context.Now - at > StationClock.BacklogTime))
        {
            next = next.Flagged(
                SessionFlagKind.DeliveredLate,
                Statement.Of(FlagEvidence.DeliveredLate, $"{message.Phase}", message.At, context.Now),
                context.Now);
        }

        if (next.EndedAt is not null)
        {
            return next;
        }

        // What was queued before the EVSE became free says nothing against it.
        if (next.AvailableSince is { } since && !message.Offline && at > since - QueueTolerance)
        {
            next = next with { AvailableSince = null };
        }

        return isLatest && message.ChargingState is { } state ? InState(next, state, at) : next;
    }

    /// <summary>With a charging state, and the first moment of energy.</summary>
    internal static Session InState(Session session, ChargingState state, DateTimeOffset at) => SessionPricing.Pass(session, state, at) with
    {
        ChargingState = state,
        EnergySince = session.EnergySince ?? (state == ChargingState.Charging ? at : null),
    };

    /// <summary>
    /// Whether the message is a repetition. A sequence number that was seen with other content is none: both are kept, with a flag.
    /// </summary>
    internal static bool IsRepeat(Session session, TransactionReported message) => session.Recent.Has(message.ContentKey)
        && (message.SequenceNumber is not { } number || (number <= session.Sequence.Last && !session.Sequence.Holes.Contains(number)));

    /// <summary>
    /// Flags a sequence number that carries a second content. Only as far back as the contents are remembered: an older message may be
    /// a repetition, which the store's unique keys absorb.
    /// </summary>
    internal static Session CheckSequence(Session session, TransactionReported message, ReconcileContext context) =>
        message.SequenceNumber is { } number && session.Sequence.Has(number) && number >= session.Sequence.RememberedFrom
            ? session.Flagged(
                SessionFlagKind.SequenceReused,
                Statement.Of(FlagEvidence.SequenceReused, number, $"{message.Phase}", message.Trigger),
                context.Now)
            : session;
}
