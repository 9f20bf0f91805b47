using Csms.Engine.Events;

namespace Csms.Engine.Sessions;

/// <summary>A running session's meter rows, read again after a restart: the account, the live values and the keys go on where they stood.</summary>
internal static class SessionTail
{
    public static Session Add(Session session, DateTimeOffset at, DateTimeOffset receivedAt, long key, SampleContext context, short[] kinds, double[] values)
    {
        var sampled = new SampledValue[Math.Min(kinds.Length, values.Length)];
        for (var index = 0; index < sampled.Length; index++)
        {
            sampled[index] = new SampledValue(new MeterKind(kinds[index]), values[index]);
        }

        var reading = new MeterReading { At = at, Context = context, Values = sampled };
        var fresh = session.Account.LastAt is not { } last || at > last;
        if (fresh)
        {
            session = SessionMeter.Read(session, [reading], new ReconcileContext
            {
                Station = session.StationId,
                Now = receivedAt > at ? receivedAt : at,
                NextId = static () => throw new InvalidOperationException("reading meter rows begins no session"),
            });
        }

        return session with
        {
            Recent = session.Recent.Has(key) ? session.Recent : session.Recent.With(key),
            LastHeardAt = receivedAt > session.LastHeardAt ? receivedAt : session.LastHeardAt,
        };
    }
}
