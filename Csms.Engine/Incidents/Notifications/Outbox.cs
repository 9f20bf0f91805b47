using System.Text.Json;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Incidents.Notifications;

/// <summary>The queue of notices in the store: survives restarts, written in the transaction of the incident it tells of.</summary>
public sealed class Outbox(NpgsqlDataSource database)
{
    private const string Columns = "n.id, n.channel_id, n.kind, n.incident, n.queued_at, n.due_at, n.attempts, n.state, n.result";

    /// <summary>Notices of a channel that were given up, newest first.</summary>
    public async Task<IReadOnlyList<Notification>> FailedAsync(Guid channel, int limit, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"SELECT {Columns} FROM csms.notifications n WHERE n.channel_id = $1 AND n.state = 'failed' ORDER BY n.id DESC LIMIT $2");
        command.Parameters.Uuid(channel).Integer(limit);
        return await ReadAsync(command, cancellation);
    }

    /// <summary>What a channel has waiting and what was given up.</summary>
    public async Task<(int Waiting, int Failed)> CountAsync(Guid channel, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "SELECT count(*) FILTER (WHERE state = 'waiting'), count(*) FILTER (WHERE state = 'failed') FROM csms.notifications WHERE channel_id = $1 AND state IN ('waiting', 'failed')");
        command.Parameters.Uuid(channel);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return ((int)reader.GetInt64(0), (int)reader.GetInt64(1));
    }

    /// <summary>What was told about an incident, oldest first.</summary>
    public async Task<IReadOnlyList<Notification>> OfAsync(long incident, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM csms.notifications n WHERE n.incident_id = $1 ORDER BY n.id LIMIT 500");
        command.Parameters.Bigint(incident);
        return await ReadAsync(command, cancellation);
    }

    /// <summary>Notices that were given up are tried again from the beginning; how many.</summary>
    public async Task<int> RetryAsync(Guid channel, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "UPDATE csms.notifications SET state = 'waiting', attempts = 0, due_at = $2, done_at = NULL WHERE channel_id = $1 AND state = 'failed'");
        command.Parameters.Uuid(channel).Timestamp(now);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>
    /// Puts a notice into the queue within a transaction. That an incident is over is not told where its opening is still held back by
    /// quiet hours: neither is told then.
    /// </summary>
    internal static void Add(NpgsqlBatch batch, QueuedNotice queued)
    {
        var command = new NpgsqlBatchCommand(
            """
            WITH held AS (
                UPDATE csms.notifications SET state = 'skipped', done_at = $5, result = $7
                WHERE $3 = 'Closed' AND channel_id = $1 AND incident_id = $2 AND state = 'waiting' AND attempts = 0 AND due_at > $5
                RETURNING kind)
            INSERT INTO csms.notifications (channel_id, incident_id, kind, queued_at, due_at, incident)
            SELECT $1, $2, $3, $5, $6, $4 WHERE NOT EXISTS (SELECT 1 FROM held WHERE kind = 'Opened')
                AND EXISTS (SELECT 1 FROM csms.notification_channels WHERE id = $1)
            """);
        command.Parameters.Uuid(queued.Channel).Bigint(queued.Notice.Incident.Id).Text(queued.Notice.Kind.ToString())
            .Jsonb(JsonSerializer.Serialize(queued.Notice.Incident)).Timestamp(queued.Notice.At).Timestamp(queued.DueAt).Text(Statement.Of(SendAnswer.Over).ToStored());
        batch.BatchCommands.Add(command);
    }

    /// <summary>What is due; of each channel and incident only the first, so that they are told in order.</summary>
    internal async Task<IReadOnlyList<Notification>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
             SELECT {Columns} FROM csms.notifications n
             WHERE n.state = 'waiting' AND n.due_at <= $1 AND NOT EXISTS (
                 SELECT 1 FROM csms.notifications e
                 WHERE e.state = 'waiting' AND e.channel_id = n.channel_id AND e.incident_id = n.incident_id AND e.id < n.id)
             ORDER BY n.id LIMIT $2
             """);
        command.Parameters.Timestamp(now).Integer(limit);
        return await ReadAsync(command, cancellation);
    }

    /// <summary>Keeps what became of an attempt.</summary>
    /// <param name="id">Notice.</param>
    /// <param name="state">Where it is now.</param>
    /// <param name="dueAt">When it is tried next.</param>
    /// <param name="result">What the other side said.</param>
    /// <param name="now">Time.</param>
    /// <param name="cancellation">Gives up.</param>
    internal async Task DoneAsync(long id, NotificationState state, DateTimeOffset dueAt, Statement<SendAnswer> result, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            UPDATE csms.notifications SET state = $2, attempts = attempts + 1, due_at = $3, result = $4, done_at = CASE WHEN $2 = 'waiting' THEN NULL ELSE $5 END
            WHERE id = $1
            """);
        command.Parameters.Bigint(id).Text(Word(state)).Timestamp(dueAt).Text(result.ToStored()).Timestamp(now);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<IReadOnlyList<Notification>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        var found = new List<Notification>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(new Notification(
                reader.GetInt64(0),
                reader.GetGuid(1),
                Enum.Parse<NoticeKind>(reader.GetString(2)),
                JsonSerializer.Deserialize<Incident>(reader.GetString(3))!,
                reader.GetFieldValue<DateTimeOffset>(4),
                reader.GetFieldValue<DateTimeOffset>(5),
                reader.GetInt32(6),
                Enum.Parse<NotificationState>(reader.GetString(7), ignoreCase: true),
                Statement.Read<SendAnswer>(reader.TextOrNull(8))));
        }

        return found;
    }

    private static string Word(NotificationState state) => state.ToString().ToLowerInvariant();
}
