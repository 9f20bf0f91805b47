using System.Collections.Immutable;
using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>The sessions of one station that are in memory: all that run and the few that ended last. Immutable.</summary>
/// <param name="Sessions">Oldest first by the order in which they were heard of.</param>
public readonly record struct SessionBook(ImmutableArray<Session> Sessions)
{
    /// <summary>Ended sessions that stay in memory, so that repeats of their last messages are known without asking the store.</summary>
    private const int EndedKept = 4;

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
        var ended = 0;
        foreach (var each in sessions)
        {
            ended += each.IsActive ? 0 : 1;
        }

        for (var index = 0; ended > EndedKept && index < sessions.Length; index++)
        {
            if (!sessions[index].IsActive)
            {
                sessions = sessions.RemoveAt(index--);
                ended--;
            }
        }

        return new SessionBook(sessions);
    }
}
