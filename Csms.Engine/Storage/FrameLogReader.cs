using Csms.Engine.Ocpp;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>Reads the raw log of a station frame by frame, whatever frames share a row.</summary>
public sealed class FrameLogReader
{
    private const int MostAtOnce = 1000;

    /// <summary>An answer shares the row of its request, so it stands at most so much later; a later one has a row of its own.</summary>
    private static readonly TimeSpan LongestExchange = TimeSpan.FromMinutes(10);

    private readonly NpgsqlDataSource _dataSource;
    private readonly FrameLog _log;

    internal FrameLogReader(NpgsqlDataSource dataSource, FrameLog log) => (_dataSource, _log) = (dataSource, log);

    /// <summary>Lists frames; what was appended before the call is included.</summary>
    public async Task<FramePage> ListAsync(FrameQuery query, CancellationToken cancellationToken)
    {
        await _log.FlushAsync(cancellationToken);
        var limit = Math.Clamp(query.Limit, 1, MostAtOnce);
        if (query.Only is not { } rule)
        {
            var page = await PageAsync(query, limit, cancellationToken);
            return new(page.ConvertAll(found => found.Frame), page.Count == limit ? page[^1].Place : null);
        }

        // The rule is no matter of the database: page after page is gone through until enough frames are found.
        var kept = new List<Found>();
        var cursor = query.Cursor;
        List<Found> gone;
        do
        {
            gone = await PageAsync(query with { Cursor = cursor }, MostAtOnce, cancellationToken);
            kept.AddRange(gone.Where(found => rule(found.AskedAt, found.Frame.Action, found.Asked!, found.Said)).Take(limit - kept.Count));
            cursor = gone.Count > 0 ? gone[^1].Place : null;
        }
        while (kept.Count < limit && gone.Count == MostAtOnce);

        return new(kept.ConvertAll(found => found.Frame), kept.Count == limit ? kept[^1].Place : null);
    }

    private async Task<List<Found>> PageAsync(FrameQuery query, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);

        // The window that surely holds a full page: so many requests are in it, and answers only add to them.
        var from = query.From?.ToUniversalTime() ?? DateTimeOffset.UnixEpoch;
        var to = query.To?.ToUniversalTime() ?? DateTimeOffset.MaxValue.AddYears(-1);
        if (query.Cursor is { } cursor)
        {
            if (query.NewestFirst) to = Earlier(to, cursor.At.AddTicks(TimeSpan.TicksPerMicrosecond));
            else from = Later(from, cursor.At);
        }
        if (await EdgeAsync(connection, query, from, to, limit, cancellationToken) is { } edge)
        {
            if (query.NewestFirst) from = edge;
            else to = edge.AddTicks(TimeSpan.TicksPerMicrosecond);
        }

        var order = query.NewestFirst ? "DESC" : "ASC";
        var exchange = query.Only is null ? "NULL::timestamptz AS asked_at, NULL::text AS asked, NULL::text AS said" : "at AS asked_at, payload AS asked, answer_payload AS said";
        await using var command = new NpgsqlCommand($"""
            SELECT at, inbound, message_type, action, message_id, payload, error_code, error_description, quirks, answer, asked_at, asked, said FROM (
                SELECT at, direction = 0 AS inbound, message_type, action, message_id, payload,
                       CASE WHEN answer_at IS NULL THEN error_code END AS error_code, CASE WHEN answer_at IS NULL THEN error_description END AS error_description, quirks, false AS answer, {exchange}
                FROM csms.frames WHERE station_key = $1 AND at >= $2 AND at < $3 AND {FrameRules.Sql(11)}
                UNION ALL
                SELECT answer_at, direction <> 0, answer_type, action, message_id, answer_payload, error_code, error_description, NULL, true, {exchange}
                FROM csms.frames WHERE station_key = $1 AND at >= $4 AND at < $3 AND answer_at >= $2 AND answer_at < $3 AND {FrameRules.Sql(11)}
            ) f
            WHERE ($5::bool IS NULL OR inbound = $5) AND ($6::text IS NULL OR action = $6)
              AND ($7::timestamptz IS NULL OR (at, message_id, answer) {(query.NewestFirst ? "<" : ">")} ($7, $8, $9))
            ORDER BY at {order}, message_id {order}, answer {order}
            LIMIT $10
            """, connection);
        command.Parameters.Integer(query.StationKey).Timestamp(from).Timestamp(to)
            .Timestamp(from - DateTimeOffset.UnixEpoch > LongestExchange ? from - LongestExchange : from).Boolean(query.FromStation)
            .Text(query.Action).Timestamp(query.Cursor?.At).Text(query.Cursor?.MessageId ?? "").Boolean(query.Cursor?.Answer ?? false)
            .Integer(limit).Rules(query.Search, query.NotAction, query.OnlyTroubled);

        var items = new List<Found>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var frame = new LoggedFrame(
                reader.GetFieldValue<DateTimeOffset>(0), reader.GetBoolean(1), reader.GetInt16(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
                reader.TextOrNull(6), reader.TextOrNull(7), reader.IsDBNull(8) ? [] : Array.ConvertAll(reader.GetFieldValue<string[]>(8), note => Statement.Read<FrameNote>(note)!));
            items.Add(new(frame, new(frame.At, frame.MessageId, reader.GetBoolean(9)), reader.TimestampOrNull(10) ?? frame.At, reader.TextOrNull(11), reader.TextOrNull(12)));
        }

        return items;
    }

    /// <summary>Time of the request that ends a full page; null when the whole window fits.</summary>
    private static async Task<DateTimeOffset?> EdgeAsync(NpgsqlConnection connection, FrameQuery query, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            SELECT at FROM csms.frames
            WHERE station_key = $1 AND at >= $2 AND at < $3 AND ($4::bool IS NULL OR (direction = 0) = $4) AND ($5::text IS NULL OR action = $5) AND {FrameRules.Sql(7)}
            ORDER BY at {(query.NewestFirst ? "DESC" : "ASC")} OFFSET $6 LIMIT 1
            """, connection);
        command.Parameters.Integer(query.StationKey).Timestamp(from).Timestamp(to).Boolean(query.FromStation).Text(query.Action);
        // Frames at the cursor's own moment are counted here and left out there: two more than a page covers a request and its answer.
        command.Parameters.Integer(limit + 2).Rules(query.Search, query.NotAction, query.OnlyTroubled);
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime at ? new DateTimeOffset(at, TimeSpan.Zero) : null;
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    /// <param name="Frame">The frame.</param>
    /// <param name="Place">Its place in the log.</param>
    /// <param name="AskedAt">When its request was received or sent.</param>
    /// <param name="Asked">Payload of its request; null where nobody asks for it.</param>
    /// <param name="Said">Payload of the answer.</param>
    private sealed record Found(LoggedFrame Frame, FrameCursor Place, DateTimeOffset AskedAt, string? Asked, string? Said);
}
