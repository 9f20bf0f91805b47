using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Streams;

/// <summary>Values of streams, out of the store; what came before the call is included.</summary>
public sealed class StreamValueReader
{
    private readonly NpgsqlDataSource _database;
    private readonly StreamLog _log;

    internal StreamValueReader(NpgsqlDataSource database, StreamLog log) => (_database, _log) = (database, log);

    /// <summary>Values of a stream, newest first.</summary>
    /// <param name="stationKey">Compact number of the station.</param>
    /// <param name="stream">Our number of the stream.</param>
    /// <param name="from">Only taken from then on.</param>
    /// <param name="to">Only taken before then.</param>
    /// <param name="after">Only those after this one of the list.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Nobody waits any more.</param>
    public async Task<IReadOnlyList<KeptValue>> ValuesAsync(
        int stationKey, int stream, DateTimeOffset? from, DateTimeOffset? to, ValueCursor? after, int limit, CancellationToken cancellation)
    {
        await _log.FlushAsync(cancellation);
        await using var sql = _database.CreateCommand(
            """
            SELECT at, received_at, sequence, value, number FROM csms.stream_values
            WHERE station_key = $1 AND stream = $2 AND ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR at < $4) AND ($5::timestamptz IS NULL OR (at, sequence) < ($5, $6::bigint))
            ORDER BY at DESC, sequence DESC LIMIT $7
            """);
        sql.Parameters.Integer(stationKey).Integer(stream).Timestamp(from).Timestamp(to).Timestamp(after?.At).Bigint(after?.Sequence).Integer(limit);
        var values = new List<KeptValue>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            values.Add(new KeptValue(reader.GetFieldValue<DateTimeOffset>(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetInt64(2), reader.GetString(3), reader.DoubleOrNull(4)));
        }

        return values;
    }

    /// <summary>Numbers of a stream as a chart draws them: the mean of each step in which values were taken, oldest first.</summary>
    /// <param name="stationKey">Compact number of the station.</param>
    /// <param name="stream">Our number of the stream.</param>
    /// <param name="from">Begin; UTC.</param>
    /// <param name="to">End; UTC.</param>
    /// <param name="step">Length of a step.</param>
    /// <param name="cancellation">Nobody waits any more.</param>
    public async Task<IReadOnlyList<(DateTimeOffset At, double Mean)>> CurveAsync(
        int stationKey, int stream, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellation)
    {
        await _log.FlushAsync(cancellation);
        await using var sql = _database.CreateCommand(
            """
            SELECT floor(extract(epoch FROM at - $3) / $5)::int AS place, avg(number), max(at) FROM csms.stream_values
            WHERE station_key = $1 AND stream = $2 AND at >= $3 AND at < $4 AND number IS NOT NULL GROUP BY place ORDER BY place
            """);
        sql.Parameters.Integer(stationKey).Integer(stream).Timestamp(from).Timestamp(to).Double(step.TotalSeconds);
        var points = new List<(DateTimeOffset, double)>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) points.Add((reader.GetFieldValue<DateTimeOffset>(2), reader.GetDouble(1)));
        return points;
    }

    /// <summary>The last value of each stream of a station that has one.</summary>
    public async Task<IReadOnlyDictionary<int, KeptValue>> LastAsync(int stationKey, IEnumerable<int> streams, CancellationToken cancellation)
    {
        await using var sql = _database.CreateCommand(
            """
            SELECT w.stream, v.at, v.received_at, v.sequence, v.value, v.number FROM unnest($2::int[]) AS w (stream)
            CROSS JOIN LATERAL (SELECT * FROM csms.stream_values x WHERE x.station_key = $1 AND x.stream = w.stream ORDER BY x.at DESC, x.sequence DESC LIMIT 1) v
            """);
        sql.Parameters.Integer(stationKey).Integers(streams);
        var last = new Dictionary<int, KeptValue>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            last[reader.GetInt32(0)] = new KeptValue(reader.GetFieldValue<DateTimeOffset>(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetInt64(3), reader.GetString(4), reader.DoubleOrNull(5));
        }

        return last;
    }
}
