using Csms.Engine.Events;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Sessions;

/// <summary>Reads the meter values of sessions from the store.</summary>
public sealed class SessionReadings(NpgsqlDataSource database)
{
    /// <summary>Readings of a session, oldest first; those of one moment are never torn between pages.</summary>
    /// <param name="id">The session.</param>
    /// <param name="after">Only readings after this moment; null from the beginning.</param>
    /// <param name="moments">How many moments at most.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The readings, and the moment after which the next page begins; null when this is the last.</returns>
    public async Task<(IReadOnlyList<SessionReading> Readings, DateTimeOffset? Next)> ListAsync(
        SessionId id, DateTimeOffset? after, int moments, CancellationToken cancellation)
    {
        var times = await MomentsAsync(id, after, moments + 1, cancellation);
        if (times.Count == 0)
        {
            return ([], null);
        }

        var more = times.Count > moments;
        var last = more ? times[moments - 1] : times[^1];
        var readings = new Gathered();
        await ValuesAsync(id, times[0], last, readings, cancellation);
        await RawAsync(id, times[0], last, readings, cancellation);
        return (
            [.. readings.Select(reading => new SessionReading(reading.Key.At, reading.Key.Context, reading.Value.Values, reading.Value.Raw))],
            more ? last : null);
    }

    private async Task<List<DateTimeOffset>> MomentsAsync(SessionId id, DateTimeOffset? after, int limit, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            SELECT at FROM (
                SELECT at FROM csms.meter_values WHERE session_id = $1 AND ($2::timestamptz IS NULL OR at > $2)
                UNION
                SELECT at FROM csms.raw_samples WHERE session_id = $1 AND ($2::timestamptz IS NULL OR at > $2)) moments
            ORDER BY at LIMIT $3
            """);
        command.Parameters.Bigint(id.Value).Timestamp(after).Integer(limit);
        var times = new List<DateTimeOffset>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            times.Add(reader.GetFieldValue<DateTimeOffset>(0));
        }

        return times;
    }

    private async Task ValuesAsync(SessionId id, DateTimeOffset first, DateTimeOffset last, Gathered readings, CancellationToken cancellation)
    {
        await using var command = Between(
            "SELECT at, context, kinds, vals FROM csms.meter_values WHERE session_id = $1 AND at BETWEEN $2 AND $3 ORDER BY at, key", id, first, last);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var kinds = reader.GetFieldValue<short[]>(2);
            var values = reader.GetFieldValue<double[]>(3);
            var place = readings.At(reader).Values;
            for (var index = 0; index < kinds.Length; index++)
            {
                place.Add(new SampledValue(new MeterKind(kinds[index]), values[index]));
            }
        }
    }

    private async Task RawAsync(SessionId id, DateTimeOffset first, DateTimeOffset last, Gathered readings, CancellationToken cancellation)
    {
        await using var command = Between(
            """
            SELECT at, context, measurand, phase, unit, value, encoding, signing_method, public_key
            FROM csms.raw_samples WHERE session_id = $1 AND at BETWEEN $2 AND $3 ORDER BY at, key
            """, id, first, last);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            readings.At(reader).Raw.Add(new RawSample(
                reader.GetString(2), reader.TextOrNull(3), reader.TextOrNull(4), reader.GetString(5), reader.TextOrNull(6), reader.TextOrNull(7), reader.TextOrNull(8)));
        }
    }

    private NpgsqlCommand Between(string sql, SessionId id, DateTimeOffset first, DateTimeOffset last)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.Bigint(id.Value).Timestamp(first).Timestamp(last);
        return command;
    }

    private sealed class Gathered : SortedDictionary<(DateTimeOffset At, SampleContext Context), (List<SampledValue> Values, List<RawSample> Raw)>
    {
        /// <summary>Where the row's samples belong: its first two columns are moment and context.</summary>
        public (List<SampledValue> Values, List<RawSample> Raw) At(NpgsqlDataReader row)
        {
            var key = (row.GetFieldValue<DateTimeOffset>(0), (SampleContext)row.GetInt16(1));
            if (!TryGetValue(key, out var place))
            {
                Add(key, place = ([], []));
            }

            return place;
        }
    }
}
