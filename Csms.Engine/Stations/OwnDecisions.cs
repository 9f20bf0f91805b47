using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Prices;
using Csms.Engine.Sessions;
using Csms.Engine.Units;

namespace Csms.Engine.Stations;

/// <summary>What becomes of a station without a message of its own: its connection, the clock, a person. Pure: values in, values out.</summary>
public static class OwnDecisions
{
    /// <summary>A connection came up.</summary>
    public static StationState Opened(StationState state, DateTimeOffset at, OcppVersion version) => (state with
    {
        Link = LinkState.Online,
        LinkSince = at,
        LinkReason = null,
        OcppVersion = version.Number(),
    }).Next();

    /// <summary>The connection is gone.</summary>
    public static StationState Closed(StationState state, Statement<LinkEnd> reason, DateTimeOffset at) => (state with
    {
        Link = LinkState.Offline,
        LinkSince = at,
        LinkReason = reason,
    }).Next();

    /// <summary>
    /// A station as rebuilt at start. A running session whose EVSE was reported Available after its last message waits for its end again:
    /// the station has no reason to report the same status twice.
    /// </summary>
    public static StationState Resumed(StationState state, DateTimeOffset now)
    {
        foreach (var session in state.Sessions.Sessions)
        {
            if (session.IsActive && state.Evse(session.EvseId) is { Connectors.IsEmpty: false } evse
                && evse.Connectors.All(connector => connector.Status == ConnectorStatus.Available && connector.At > session.LastHeardAt))
            {
                state = state with { Sessions = state.Sessions.With(session with { AvailableSince = now }) };
            }
        }

        return state;
    }

    /// <summary>Sessions whose EVSE has been Available long enough are closed; null when there is none.</summary>
    public static Decision? Sweep(StationState state, DateTimeOffset now, TimeSpan grace)
    {
        var book = state.Sessions;
        var closed = new List<Session>();
        foreach (var session in state.Sessions.Sessions)
        {
            if (session.IsActive && session.AvailableSince is { } since && now - since >= grace)
            {
                var done = SessionClose.ByAvailable(session, since, now);
                closed.Add(done);
                book = book.With(done);
            }
        }

        return closed.Count == 0 ? null : Closing(state, book, closed, now);
    }

    /// <summary>A person closes a session; null when it does not run.</summary>
    public static Decision? Close(StationState state, Session session, string actor, string reason, DateTimeOffset now)
    {
        if (state.Sessions.ById(session.Id) is not { IsActive: true } running)
        {
            return null;
        }

        var closed = SessionClose.ByOperator(running, actor, reason, now);
        return Closing(state, state.Sessions.With(closed), [closed], now);
    }

    /// <summary>A station is removed: what runs there has nobody who could end it; null when nothing does.</summary>
    public static Decision? CloseAll(StationState state, string actor, string reason, DateTimeOffset now)
    {
        var book = state.Sessions;
        var closed = new List<Session>();
        foreach (var session in state.Sessions.Sessions)
        {
            if (session.IsActive)
            {
                var done = SessionClose.ByOperator(session, actor, reason, now);
                closed.Add(done);
                book = book.With(done);
            }
        }

        return closed.Count == 0 ? null : Closing(state, book, closed, now);
    }

    /// <summary>Takes in a decision about a session; null when there is nothing to decide. A session of long ago is not taken into memory.</summary>
    public static Decision? Review(StationState state, Session session, SessionDecision decision, string actor, string reason, DateTimeOffset now)
    {
        var known = state.Sessions.ById(session.Id);
        var settled = SessionReview.Decide(known ?? session, decision, actor, reason, now);
        if (ReferenceEquals(settled, known ?? session))
        {
            return null;
        }

        var book = known is null ? state.Sessions : state.Sessions.With(settled);
        return new Decision
        {
            State = (state with { Sessions = book }).Next(),
            Answer = Acknowledged.Instance,
            Commit = new Reconciliation { Book = book, Changed = [settled] },
        };
    }

    /// <summary>
    /// Wants limits for a running session (2.1 E16); null when it does not run. They go out with the answer to the station's next message about it. What is
    /// on a prepaid card is not exceeded by them.
    /// </summary>
    public static Decision? Limit(StationState state, SessionId id, TransactionLimits limits)
    {
        if (state.Sessions.ById(id) is not { IsActive: true } running)
        {
            return null;
        }

        // What is on a prepaid card stays the highest (2.1 C17): whoever limits such a charge lowers it, or leaves it.
        if (running.Price?.Terms.Credit is { } credit)
        {
            limits = limits with { MaxCost = Math.Min(limits.MaxCost ?? credit, credit) };
        }

        var limited = running with { WantedLimits = running.Limits == limits ? null : limits, WantedTold = false };
        var book = state.Sessions.With(limited);
        return new Decision
        {
            State = (state with { Sessions = book }).Next(),
            Answer = Acknowledged.Instance,
            Commit = new Reconciliation { Book = book, Changed = [limited] },
        };
    }

    /// <summary>Prices a running session otherwise from now on (2.x I06); null when it does not run, or is paid in another currency.</summary>
    public static Decision? Reprice(StationState state, SessionId id, PriceTerms terms, DateTimeOffset now)
    {
        if (state.Sessions.ById(id) is not { IsActive: true } running || (running.Price is { } price && price.Tariff.Currency != terms.Tariff.Currency))
        {
            return null;
        }

        var priced = SessionPricing.Change(running, terms, now);
        var book = state.Sessions.With(priced);
        return new Decision
        {
            State = (state with { Sessions = book }).Next(),
            Answer = Acknowledged.Instance,
            Commit = new Reconciliation { Book = book, Changed = [priced] },
        };
    }

    /// <summary>A session's payment is settled or not; null when its flags say so already. A session of long ago is not taken into memory.</summary>
    public static Decision? Paid(StationState state, Session session, bool isSettled, Statement<FlagEvidence> evidence, DateTimeOffset now)
    {
        var known = state.Sessions.ById(session.Id);
        var told = SessionPayment.Told(known ?? session, isSettled, evidence, now);
        if (ReferenceEquals(told, known ?? session))
        {
            return null;
        }

        var book = known is null ? state.Sessions : state.Sessions.With(told);
        return new Decision
        {
            State = (state with { Sessions = book }).Next(),
            Answer = Acknowledged.Instance,
            Commit = new Reconciliation { Book = book, Changed = [told] },
        };
    }

    /// <summary>The session's row as it is now, written without a message that waits for it; null when it runs no more.</summary>
    public static Decision? Write(StationState state, SessionId id) => state.Sessions.ById(id) is { IsActive: true } session
        ? new Decision
        {
            State = state,
            Answer = Acknowledged.Instance,
            Commit = new Reconciliation { Book = state.Sessions, Changed = [session] },
        }
        : null;

    private static Decision Closing(StationState state, SessionBook book, List<Session> closed, DateTimeOffset now) => new()
    {
        State = (state with { Sessions = book }).Next(),
        Answer = Acknowledged.Instance,
        Commit = new Reconciliation
        {
            Book = book,
            Changed = [.. closed],
            Events = [.. closed.Select(session => SessionClose.EventOf(session, now))],
        },
    };
}
