using System.Text.Json.Nodes;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Customers;

/// <summary>Requests about customers where they stand, among the commands and in the raw log; and taking the customers out of both.</summary>
internal sealed class CustomerStore(NpgsqlDataSource database, FrameLog log)
{
    private const string Open = "status NOT IN ('Queued', 'Sent')";

    private const string Removed = "jsonb_strip_nulls(jsonb_build_object('requestId', body->'requestId', 'report', body->'report', 'clear', body->'clear', 'removed', true))";

    // A frame is noted by the time at which it was sent; a command may have waited.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    private const int FramesAtATime = 50;

    /// <summary>The requests to a station, newest first. Their numbers stand in the frames alone where the engine gave them.</summary>
    public async Task<IReadOnlyList<CustomerRequest>> ListAsync(int stationKey, StationId station, int limit, CancellationToken cancellation)
    {
        await log.FlushAsync(cancellation);
        await using var sql = database.CreateCommand(
            """
            SELECT c.id, c.actor, c.queued_at, c.body, c.status, c.response->>'status', c.answered_at, f.payload
            FROM (SELECT * FROM csms.commands WHERE station_id = $1 AND action = 'CustomerInformation' ORDER BY queued_at DESC LIMIT $2) c
            LEFT JOIN LATERAL (
                SELECT payload FROM csms.frames
                WHERE station_key = $3 AND at >= c.sent_at - $4::interval AND at < c.sent_at + $4::interval AND message_id = c.message_id AND action = 'CustomerInformation' LIMIT 1) f ON true
            ORDER BY c.queued_at DESC
            """);
        sql.Parameters.Text(station.Value).Integer(limit).Integer(stationKey).Add(new NpgsqlParameter<TimeSpan> { TypedValue = Slack });
        var requests = new List<CustomerRequest>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var body = JsonNode.Parse(reader.GetString(3)) as JsonObject ?? [];
            var (subject, name) = SubjectOf(body);
            requests.Add(new CustomerRequest
            {
                Command = reader.GetGuid(0), Actor = reader.GetString(1), At = reader.GetFieldValue<DateTimeOffset>(2),
                RequestId = CustomerMask.RequestOf(reader.TextOrNull(7) ?? reader.GetString(3)),
                Report = IsTrue(body["report"]), Clear = IsTrue(body["clear"]), Subject = subject, Name = name,
                Stage = Enum.Parse<CommandStage>(reader.GetString(4)), Status = reader.TextOrNull(5), RemovedAt = reader.TimestampOrNull(6) ?? reader.GetFieldValue<DateTimeOffset>(2),
            });
        }

        return requests;
    }

    /// <summary>Stations with a request whose customer still stands there, and since when.</summary>
    public async Task<IReadOnlyList<(StationId Station, DateTimeOffset From)>> UnfinishedAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            "SELECT station_id, min(queued_at) FROM csms.commands WHERE action = 'CustomerInformation' AND (NOT body ? 'removed' OR queued_at >= $1) GROUP BY station_id");
        sql.Parameters.Timestamp(since);
        var stations = new List<(StationId, DateTimeOffset)>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) stations.Add((StationId.Parse(reader.GetString(0)), reader.GetFieldValue<DateTimeOffset>(1)));
        return stations;
    }

    /// <summary>Takes the customers out of what is over since <paramref name="cut"/>, and at once out of what only cleared.</summary>
    /// <returns>Since when something is left to be taken out; null: nothing.</returns>
    public async Task<DateTimeOffset?> RemoveAsync(int stationKey, StationId station, DateTimeOffset from, DateTimeOffset cut, CancellationToken cancellation)
    {
        await log.FlushAsync(cancellation);
        var clears = new List<string>();
        await using (var sql = database.CreateCommand(
            $"SELECT message_id FROM csms.commands WHERE station_id = $1 AND action = 'CustomerInformation' AND NOT body ? 'removed' AND {Open} AND body->>'report' = 'false' AND message_id IS NOT NULL"))
        {
            sql.Parameters.Text(station.Value);
            await using var reader = await sql.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) clears.Add(reader.GetString(0));
        }

        await MaskAsync(stationKey, from - Slack, cut, clears, static _ => true, cancellation);
        await RemoveCommandsAsync(station, cut, cancellation);
        await using (var sql = database.CreateCommand("SELECT min(queued_at) FROM csms.commands WHERE station_id = $1 AND action = 'CustomerInformation' AND NOT body ? 'removed'"))
        {
            sql.Parameters.Text(station.Value);
            return await sql.ExecuteScalarAsync(cancellation) is DateTime left ? new DateTimeOffset(left, TimeSpan.Zero) : null;
        }
    }

    /// <summary>Takes the customers out of the commands alone: those of a station that is no more.</summary>
    public async Task RemoveCommandsAsync(StationId station, DateTimeOffset cut, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            $"""
            UPDATE csms.commands SET body = {Removed}
            WHERE station_id = $1 AND action = 'CustomerInformation' AND NOT body ? 'removed' AND {Open} AND (body->>'report' = 'false' OR coalesce(answered_at, queued_at) < $2)
            """);
        sql.Parameters.Text(station.Value).Timestamp(cut);
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Takes the customer out of one request now.</summary>
    public async Task RemoveAsync(int stationKey, CustomerRequest request, CancellationToken cancellation)
    {
        await MaskAsync(stationKey, request.At - Slack, null, [], frame => CustomerMask.RequestOf(frame.Payload) == request.RequestId, cancellation);
        await using var sql = database.CreateCommand(
            $"UPDATE csms.commands SET body = {Removed} WHERE id = $1");
        sql.Parameters.Uuid(request.Command);
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Orders to many stations that are over are no place for a customer either.</summary>
    public async Task RemoveRunsAsync(DateTimeOffset cut, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            $"""
            UPDATE csms.bulk_runs SET body = {Removed}
            WHERE action = 'CustomerInformation' AND ended_at < $1 AND NOT body ? 'removed'
            """);
        sql.Parameters.Timestamp(cut);
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Frames of a station, some at a time: what it sent may be much.</summary>
    private async Task MaskAsync(int stationKey, DateTimeOffset from, DateTimeOffset? cut, IReadOnlyCollection<string> also, Predicate<Frame> which, CancellationToken cancellation)
    {
        Frame? last = null;
        while (true)
        {
            var frames = new List<Frame>();
            await using (var sql = database.CreateCommand(
                """
                SELECT at, message_id, action, payload FROM csms.frames
                WHERE station_key = $1 AND at >= $2 AND (at, message_id) > ($2, $3) AND ($4::timestamptz IS NULL OR at < $4 OR message_id = ANY($5)) AND action = ANY($6) AND message_type = 2 AND payload NOT LIKE $7
                ORDER BY at, message_id LIMIT $8
                """))
            {
                sql.Parameters.Integer(stationKey).Timestamp(last?.At ?? from).Text(last?.MessageId ?? "").Timestamp(cut).Texts(also).Texts([CustomerMask.Asked, CustomerMask.Told]).Text(CustomerMask.Mark).Integer(FramesAtATime);
                await using var reader = await sql.ExecuteReaderAsync(cancellation);
                while (await reader.ReadAsync(cancellation)) frames.Add(new Frame(reader.GetFieldValue<DateTimeOffset>(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
            }

            var masked = frames.FindAll(which);
            if (masked.Count > 0)
            {
                await using var sql = database.CreateCommand(
                    """
                    UPDATE csms.frames f SET payload = m.payload, error_description = NULL
                    FROM unnest($4::timestamptz[], $5::text[], $6::text[], $7::text[]) m (at, message_id, action, payload)
                    WHERE f.station_key = $1 AND f.at >= $2 AND f.at <= $3 AND f.message_type = 2 AND f.at = m.at AND f.message_id = m.message_id AND f.action = m.action
                    """);
                sql.Parameters.Integer(stationKey).Timestamp(masked[0].At).Timestamp(masked[^1].At).Columns(masked)
                    .Timestamp(frame => frame.At).Text(frame => frame.MessageId).Text(frame => frame.Action).Text(frame => CustomerMask.Of(frame.Action, frame.Payload));
                await sql.ExecuteNonQueryAsync(cancellation);
            }

            if (frames.Count < FramesAtATime) return;
            last = frames[^1];
        }
    }

    private static (CustomerSubject Subject, string? Name) SubjectOf(JsonObject body) =>
        body["removed"] is not null ? (CustomerSubject.Removed, null)
        : body["idToken"] is JsonObject token ? (CustomerSubject.Token, Word(token["idToken"]))
        : body["customerCertificate"] is JsonObject certificate ? (CustomerSubject.Certificate, Word(certificate["serialNumber"]))
        : (CustomerSubject.Identifier, Word(body["customerIdentifier"]));

    private static string? Word(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private sealed record Frame(DateTimeOffset At, string MessageId, string Action, string Payload);
}
