using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Stations.Commands;

/// <summary>Commands in the database: the record of who ordered what, and the queue of what waits for a station.</summary>
public sealed class CommandStore(NpgsqlDataSource database)
{
    private const string Columns =
        "id, station_id, action, body, status, queued_at, sent_at, answered_at, expires_at, response, error, message_id, actor, reason, observed, observed_at, superseded_by";

    /// <summary>Writes a command as it stands; secrets in it are masked.</summary>
    public async Task SaveAsync(StationCommand command, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(command);
        await using var sql = database.CreateCommand(
            $"""
             INSERT INTO csms.commands ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
             ON CONFLICT (id) DO UPDATE SET body = excluded.body, status = excluded.status, sent_at = excluded.sent_at, answered_at = excluded.answered_at,
                 response = excluded.response, error = excluded.error, message_id = excluded.message_id, observed = excluded.observed,
                 observed_at = excluded.observed_at, superseded_by = excluded.superseded_by
             """);
        sql.Parameters.Uuid(command.Id).Text(command.Station.Value).Text(command.Action).Jsonb(command.ShownBody?.ToJsonString() ?? command.Body)
            .Text(command.Stage.ToString()).Timestamp(command.QueuedAt).Timestamp(command.SentAt).Timestamp(command.AnsweredAt)
            .Timestamp(command.ExpiresAt).Jsonb(Answer(command)?.ToJsonString()).Text(command.Fault?.ToStored()).Text(command.MessageId)
            .Text(command.Actor).Text(command.Reason).Jsonb(Watched(command)?.ToJsonString()).Timestamp(command.ObservedAt).Uuid(command.SupersededBy);
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Commands that had left when the engine ended: nobody waits for their answer any more.</summary>
    public async Task AbandonSentAsync(CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            "UPDATE csms.commands SET status = 'NoAnswer', error = $1 WHERE status = 'Sent'");
        sql.Parameters.Text(Statement.Of(CommandFault.EngineEnded).ToStored());
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Commands that still wait for their station, oldest first.</summary>
    public async Task<List<StationCommand>> WaitingAsync(CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"SELECT {Columns} FROM csms.commands WHERE status = 'Queued' ORDER BY queued_at");
        return await ReadAsync(sql, cancellation);
    }

    /// <summary>Latest commands of a station, newest first.</summary>
    public Task<List<StationCommand>> OfStationAsync(StationId station, int limit, CancellationToken cancellation) =>
        OfStationAsync(station, null, limit, cancellation);

    /// <summary>Commands of a station given before another one, newest first.</summary>
    /// <param name="station">The station.</param>
    /// <param name="before">The last command of the page before; null for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<List<StationCommand>> OfStationAsync(StationId station, Guid? before, int limit, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            $"""
             SELECT {Columns} FROM csms.commands
             WHERE station_id = $1 AND ($2::uuid IS NULL OR (queued_at, id) < (SELECT queued_at, id FROM csms.commands WHERE id = $2))
             ORDER BY queued_at DESC, id DESC LIMIT $3
             """);
        sql.Parameters.Text(station.Value).Uuid(before).Integer(limit);
        return await ReadAsync(sql, cancellation);
    }

    /// <summary>One command as it was last written, or null.</summary>
    public async Task<StationCommand?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"SELECT {Columns} FROM csms.commands WHERE id = $1");
        sql.Parameters.Uuid(id);
        return (await ReadAsync(sql, cancellation)).FirstOrDefault();
    }

    /// <summary>Commands by their numbers, as they were last written; those that never were are not among them.</summary>
    public async Task<IReadOnlyDictionary<Guid, StationCommand>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ids);
        await using var sql = database.CreateCommand($"SELECT {Columns} FROM csms.commands WHERE id = ANY($1)");
        sql.Parameters.Uuids(ids);
        return (await ReadAsync(sql, cancellation)).ToDictionary(command => command.Id);
    }

    private static JsonObject? Watched(StationCommand command) => command.Expectation is null && command.Observed is null
        ? null
        : new JsonObject { ["expected"] = command.Expectation?.ToStored(), ["seen"] = command.Observed?.ToStored() };

    private static JsonObject? Answer(StationCommand command) => command.Response is null && command.OcppError is null
        ? null
        : new JsonObject
        {
            ["status"] = command.Status,
            ["response"] = command.Response?.DeepClone(),
            ["ocppError"] = command.OcppError,
        };

    private static async Task<List<StationCommand>> ReadAsync(NpgsqlCommand sql, CancellationToken cancellation)
    {
        var commands = new List<StationCommand>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var answer = reader.IsDBNull(9) ? null : JsonNode.Parse(reader.GetString(9)) as JsonObject;
            var observed = reader.IsDBNull(14) ? null : JsonNode.Parse(reader.GetString(14)) as JsonObject;
            commands.Add(new StationCommand
            {
                Id = reader.GetGuid(0),
                Station = StationId.Parse(reader.GetString(1)),
                Action = reader.GetString(2),
                Body = reader.GetString(3),
                Stage = Enum.Parse<CommandStage>(reader.GetString(4)),
                QueuedAt = reader.GetFieldValue<DateTimeOffset>(5),
                SentAt = reader.TimestampOrNull(6),
                AnsweredAt = reader.TimestampOrNull(7),
                ExpiresAt = reader.TimestampOrNull(8),
                Status = (string?)answer?["status"],
                Response = answer?["response"]?.DeepClone() as JsonObject,
                OcppError = (string?)answer?["ocppError"],
                Fault = Statement.Read<CommandFault>(reader.TextOrNull(10)),
                MessageId = reader.TextOrNull(11),
                Actor = reader.GetString(12),
                Reason = reader.TextOrNull(13),
                Expectation = Statement.Read<CommandSight>((string?)observed?["expected"]),
                Observed = Statement.Read<CommandSight>((string?)observed?["seen"]),
                ObservedAt = reader.TimestampOrNull(15),
                SupersededBy = reader.IsDBNull(16) ? null : reader.GetGuid(16),
            });
        }

        return commands;
    }
}
