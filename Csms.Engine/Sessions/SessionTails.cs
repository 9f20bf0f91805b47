using Csms.Engine.Events;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Sessions;

/// <summary>Reads the meter rows behind the rows of running sessions.</summary>
internal static class SessionTails
{
    /// <summary>Meter rows that a running session is read on with: those behind its row, and the keys of the latest.</summary>
    private const int TailRows = 16;

    /// <summary>The same of a priced one, whose row is written every ten minutes at least: a sample every ten seconds.</summary>
    private const int PricedTailRows = 64;

    /// <summary>Running sessions with what their meter rows say beyond the session's own row, which samples alone do not touch.</summary>
    public static async Task<List<Session>> WithAsync(NpgsqlDataSource database, List<Session> sessions, CancellationToken cancellation)
    {
        var running = sessions.Where(session => session.IsActive)
            .ToDictionary(session => session.Id.Value, session => session with { Sequence = session.Sequence.Resumed() });
        if (running.Count == 0)
        {
            return sessions;
        }

        await ReadAsync(database, running, [.. running.Values.Where(session => session.Price is null).Select(session => session.Id.Value)], TailRows, cancellation);
        await ReadAsync(database, running, [.. running.Values.Where(session => session.Price is not null).Select(session => session.Id.Value)], PricedTailRows, cancellation);
        return [.. sessions.Select(session => running.GetValueOrDefault(session.Id.Value, session))];
    }

    private static async Task ReadAsync(NpgsqlDataSource database, Dictionary<long, Session> running, IReadOnlyCollection<long> ids, int rows, CancellationToken cancellation)
    {
        if (ids.Count == 0) return;
        await using var command = database.CreateCommand(
            """
            SELECT s.id, m.at, m.received_at, m.key, m.context, m.kinds, m.vals
            FROM unnest($1::bigint[]) AS s(id)
            CROSS JOIN LATERAL (SELECT * FROM csms.meter_values v WHERE v.session_id = s.id ORDER BY v.at DESC, v.key DESC LIMIT $2) m
            ORDER BY s.id, m.at
            """);
        command.Parameters.Bigints(ids).Integer(rows);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var id = reader.GetInt64(0);
            running[id] = SessionTail.Add(
                running[id],
                reader.GetFieldValue<DateTimeOffset>(1),
                reader.GetFieldValue<DateTimeOffset>(2),
                reader.GetInt64(3),
                (SampleContext)reader.GetInt16(4),
                reader.GetFieldValue<short[]>(5),
                reader.GetFieldValue<double[]>(6));
        }
    }
}
