using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Csms.Engine.LiveView;

/// <summary>Past exchanges of a station, a request beside its answer, as <see cref="FrameFeed"/> tells the present ones.</summary>
public sealed class FrameHistory
{
    private const int MostAtOnce = 1000;

    private readonly NpgsqlDataSource _database;
    private readonly FrameLog _log;

    internal FrameHistory(NpgsqlDataSource database, FrameLog log) => (_database, _log) = (database, log);

    /// <summary>A page of exchanges; what was appended before the call is included.</summary>
    public async Task<IReadOnlyList<LiveFrame>> ReadAsync(FrameHistoryQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.After is null)
        {
            await _log.FlushAsync(cancellation); // what was seen a moment ago is in the first page
        }

        var order = query.NewestFirst ? "DESC" : "ASC";
        await using var command = _database.CreateCommand(
            $"""
             SELECT direction = 0, at, message_type, action, message_id, payload, answer_at, answer_type, answer_payload, error_code, error_description, quirks
             FROM csms.frames
             WHERE station_key = $1 AND at >= $2 AND at < $3
               AND ($4::bool IS NULL OR (direction = 0) = $4)
               AND ($5::text IS NULL OR action = $5) AND ($6::text IS NULL OR action <> $6)
               AND ($7::text IS NULL OR payload ILIKE $7 OR answer_payload ILIKE $7 OR action ILIKE $7 OR message_id ILIKE $7 OR error_code ILIKE $7)
               AND ($8::text IS NULL OR (at, message_id) {(query.NewestFirst ? "<" : ">")} ($9, $8))
               AND (NOT $10 OR error_code IS NOT NULL OR quirks IS NOT NULL)
             ORDER BY at {order}, message_id {order} LIMIT $11
             """);
        Add(command, NpgsqlDbType.Integer, query.StationKey);
        Add(command, NpgsqlDbType.TimestampTz, query.From ?? DateTimeOffset.UnixEpoch);
        Add(command, NpgsqlDbType.TimestampTz, query.To ?? DateTimeOffset.MaxValue.AddYears(-1));
        Add(command, NpgsqlDbType.Boolean, query.FromStation);
        Add(command, NpgsqlDbType.Text, query.Action);
        Add(command, NpgsqlDbType.Text, query.NotAction);
        Add(command, NpgsqlDbType.Text, string.IsNullOrWhiteSpace(query.Search) ? null : $"%{Escaped(query.Search.Trim())}%");
        Add(command, NpgsqlDbType.Text, query.After is null ? null : query.After.MessageId ?? "");
        Add(command, NpgsqlDbType.TimestampTz, query.After?.At);
        Add(command, NpgsqlDbType.Boolean, query.OnlyTroubled);
        Add(command, NpgsqlDbType.Integer, Math.Clamp(query.Limit, 1, MostAtOnce));
        var frames = new List<LiveFrame>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            frames.Add(Read(reader));
        }

        return frames;
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
        Add(command, NpgsqlDbType.Integer, stationKey);
        Add(command, NpgsqlDbType.TimestampTz, from);
        Add(command, NpgsqlDbType.TimestampTz, to);
        Add(command, NpgsqlDbType.Integer, stretches);
        var counts = new FrameCount[stretches];
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            counts[Math.Clamp(reader.GetInt32(0), 0, stretches - 1)] = new FrameCount(reader.GetInt32(1), reader.GetInt32(2));
        }

        return counts;
    }

    private static LiveFrame Read(NpgsqlDataReader reader)
    {
        var code = Text(reader, 9);
        var description = Text(reader, 10);
        return new LiveFrame(
            reader.GetBoolean(0),
            reader.GetFieldValue<DateTimeOffset>(1),
            TypeOf(reader.GetInt16(2)),
            reader.GetString(3),
            reader.GetString(4),
            reader.GetString(5),
            reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6),
            reader.IsDBNull(7) ? null : TypeOf(reader.GetInt16(7)),
            Text(reader, 8),
            code is null ? null : string.IsNullOrEmpty(description) ? code : $"{code}: {description}",
            reader.IsDBNull(11) ? null : reader.GetFieldValue<string[]>(11));
    }

    private static OcppMessageType? TypeOf(short number) => Enum.IsDefined((OcppMessageType)number) ? (OcppMessageType)number : null;

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static string Escaped(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    private static void Add(NpgsqlCommand command, NpgsqlDbType type, object? value) =>
        command.Parameters.Add(new() { NpgsqlDbType = type, Value = (value is DateTimeOffset at ? at.UtcDateTime : value) ?? DBNull.Value });
}
