using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.LiveView;

/// <summary>Past exchanges of a station, a request beside its answer, as <see cref="FrameFeed"/> tells the present ones.</summary>
public sealed class FrameHistory
{
    private const int MostAtOnce = 1000;

    private readonly NpgsqlDataSource _database;
    private readonly FrameLog _log;

    internal FrameHistory(NpgsqlDataSource database, FrameLog log) => (_database, _log) = (database, log);

    /// <summary>A page of exchanges; what was appended before the call is included. Fewer than asked for: there are no more.</summary>
    public async Task<IReadOnlyList<LiveFrame>> ReadAsync(FrameHistoryQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.After is null)
        {
            await _log.FlushAsync(cancellation); // what was seen a moment ago is in the first page
        }

        return query.Session is { } focus ? await OfSessionAsync(query, focus, cancellation) : await PageAsync(query, cancellation);
    }

    // The rule reads payloads, which the database does not: what lies in the session's time is gone through until a page is full.
    private async Task<IReadOnlyList<LiveFrame>> OfSessionAsync(FrameHistoryQuery query, SessionFocus focus, CancellationToken cancellation)
    {
        var wanted = Math.Clamp(query.Limit, 1, MostAtOnce);
        var asked = query with { Limit = MostAtOnce };
        var kept = new List<LiveFrame>();
        IReadOnlyList<LiveFrame> page;
        do
        {
            page = await PageAsync(asked, cancellation);
            foreach (var frame in page)
            {
                if (focus.Concerns(frame))
                {
                    kept.Add(frame);
                    if (kept.Count == wanted)
                    {
                        return kept;
                    }
                }
            }

            asked = asked with { After = page.Count > 0 ? page[^1] : null };
        }
        while (page.Count == MostAtOnce);

        return kept;
    }

    private async Task<IReadOnlyList<LiveFrame>> PageAsync(FrameHistoryQuery query, CancellationToken cancellation)
    {
        var order = query.NewestFirst ? "DESC" : "ASC";
        await using var command = _database.CreateCommand(
            $"""
             SELECT direction = 0, at, message_type, action, message_id, payload, answer_at, answer_type, answer_payload, error_code, error_description, quirks
             FROM csms.frames
             WHERE station_key = $1 AND at >= $2 AND at < $3
               AND ($4::bool IS NULL OR (direction = 0) = $4)
               AND ($5::text IS NULL OR action = $5)
               AND {FrameRules.Sql(6)}
               AND ($10::text IS NULL OR (at, message_id) {(query.NewestFirst ? "<" : ">")} ($11, $10))
             ORDER BY at {order}, message_id {order} LIMIT $12
             """);
        var (from, to) = Limits(query);
        command.Parameters.Integer(query.StationKey).Timestamp(from).Timestamp(to).Boolean(query.FromStation).Text(query.Action)
            .Rules(FieldTerm.Search(query.Search), query.NotAction, query.OnlyTroubled)
            .Text(query.After is null ? null : query.After.MessageId ?? "").Timestamp(query.After?.At).Integer(Math.Clamp(query.Limit, 1, MostAtOnce));
        var frames = new List<LiveFrame>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            frames.Add(Read(reader));
        }

        return frames;
    }

    /// <summary>The newest stretch, <see cref="FrameSearch.Span"/> long, in which the station has exchanges in the query's time and its session's; null: there are none.</summary>
    public async Task<FrameSpan?> SpanAsync(FrameHistoryQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        await _log.FlushAsync(cancellation);
        var (from, to) = Limits(query);
        await using var command = _database.CreateCommand(
            """
            SELECT newest - $4, EXISTS (SELECT FROM csms.frames WHERE station_key = $1 AND at >= $2 AND at < newest - $4)
            FROM (SELECT max(at) AS newest FROM csms.frames WHERE station_key = $1 AND at >= $2 AND at < $3) found WHERE newest IS NOT NULL
            """);
        command.Parameters.Integer(query.StationKey).Timestamp(from).Timestamp(to);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = FrameSearch.Span });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new FrameSpan(reader.GetFieldValue<DateTimeOffset>(0), !reader.GetBoolean(1)) : null;
    }

    /// <summary>How many exchanges, and how many of them with an error, there were in each of equal stretches of a span.</summary>
    public async Task<IReadOnlyList<FrameCount>> ActivityAsync(int stationKey, DateTimeOffset from, DateTimeOffset to, int stretches, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stretches);
        await using var command = _database.CreateCommand(
            """
            SELECT width_bucket(extract(epoch FROM at)::float8, extract(epoch FROM $2::timestamptz)::float8, extract(epoch FROM $3::timestamptz)::float8, $4) - 1, count(*)::int,
                   (count(*) FILTER (WHERE error_code IS NOT NULL))::int
            FROM csms.frames WHERE station_key = $1 AND at >= $2 AND at < $3 GROUP BY 1
            """);
        command.Parameters.Integer(stationKey).Timestamp(from).Timestamp(to).Integer(stretches);
        var counts = new FrameCount[stretches];
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            counts[Math.Clamp(reader.GetInt32(0), 0, stretches - 1)] = new FrameCount(reader.GetInt32(1), reader.GetInt32(2));
        }

        return counts;
    }

    // A page begins in the index where the one before ended: what is newer is not read again.
    private static (DateTimeOffset From, DateTimeOffset To) Limits(FrameHistoryQuery query)
    {
        var from = Later(query.From ?? DateTimeOffset.UnixEpoch, query.Session?.From);
        var to = Earlier(query.To ?? DateTimeOffset.MaxValue.AddYears(-1), query.Session?.To);
        return query.NewestFirst ? (from, Earlier(to, query.After?.At.AddTicks(TimeSpan.TicksPerMicrosecond))) : (Later(from, query.After?.At), to);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset? b) => b > a ? b.Value : a;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset? b) => b < a ? b.Value : a;

    private static LiveFrame Read(NpgsqlDataReader reader)
    {
        var code = reader.TextOrNull(9);
        var description = reader.TextOrNull(10);
        return new LiveFrame(
            reader.GetBoolean(0),
            reader.GetFieldValue<DateTimeOffset>(1),
            TypeOf(reader.GetInt16(2)),
            reader.GetString(3),
            reader.GetString(4),
            reader.GetString(5),
            reader.TimestampOrNull(6),
            reader.IsDBNull(7) ? null : TypeOf(reader.GetInt16(7)),
            reader.TextOrNull(8),
            code is null ? null : string.IsNullOrEmpty(description) ? code : $"{code}: {description}",
            reader.IsDBNull(11) ? null : Array.ConvertAll(reader.GetFieldValue<string[]>(11), note => Statement.Read<FrameNote>(note)!));
    }

    private static OcppMessageType? TypeOf(short number) => Enum.IsDefined((OcppMessageType)number) ? (OcppMessageType)number : null;
}
