using System.Collections.Immutable;
using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>The sessions of one station that are in memory: all that run and the few that ended last. Immutable.</summary>
/// <param name="Sessions">Oldest first by the order in which they were heard of.</param>
public readonly record struct SessionBook(ImmutableArray<Session> Sessions)
{
    /// <summary>Ended sessions that stay in memory, so that repeats of their last messages are known without asking the store.</summary>
    private const int EndedKept = 4;

    /// <summary>Ends of 1.6 that still wait for their start stay longer: a burst after an offline time may bring all ends first.</summary>
    internal const int OrphansKept = 32;

    /// <summary>No sessions.</summary>
    public static SessionBook Empty { get; } = new([]);

    /// <summary>The session of a transaction id.</summary>
    public Session? ByTransaction(string transactionId)
    {
        for (var index = Sessions.Length - 1; index >= 0; index--)
        {
            if (Sessions[index].TransactionId == transactionId)
            {
                return Sessions[index];
            }
        }

        return null;
    }

    /// <summary>The session of a 1.6 start.</summary>
    public Session? ByStartKey(string startKey)
    {
        for (var index = Sessions.Length - 1; index >= 0; index--)
        {
            if (Sessions[index].StartKey == startKey)
            {
                return Sessions[index];
            }
        }

        return null;
    }

    /// <summary>The session with a number.</summary>
    public Session? ById(SessionId id)
    {
        foreach (var session in Sessions)
        {
            if (session.Id == id)
            {
                return session;
            }
        }

        return null;
    }

    /// <summary>The session that runs on an EVSE: the one that started last.</summary>
    public Session? Running(int evseId)
    {
        Session? running = null;
        foreach (var session in Sessions)
        {
            if (session.IsActive && session.EvseId == evseId && (running is null || session.StartedAt >= running.StartedAt))
            {
                running = session;
            }
        }

        return running;
    }

    /// <summary>With a session added or replaced by number; old ended ones are dropped.</summary>
    public SessionBook With(Session session)
    {
        for (var index = 0; index < Sessions.Length; index++)
        {
            if (Sessions[index].Id == session.Id)
            {
                return new SessionBook(Sessions.SetItem(index, session));
            }
        }

        var sessions = Sessions.Add(session);
        var (ended, orphans) = (0, 0);
        foreach (var each in sessions)
        {
            ended += each.IsActive || each.IsOrphan ? 0 : 1;
            orphans += each.IsOrphan ? 1 : 0;
        }

        for (var index = 0; (ended > EndedKept || orphans > OrphansKept) && index < sessions.Length; index++)
        {
            var each = sessions[index];
            if (!each.IsActive && (each.IsOrphan ? orphans > OrphansKept : ended > EndedKept))
            {
                (ended, orphans) = each.IsOrphan ? (ended, orphans - 1) : (ended - 1, orphans);
                sessions = sessions.RemoveAt(index--);
            }
        }

        return new SessionBook(sessions);
    }
}
