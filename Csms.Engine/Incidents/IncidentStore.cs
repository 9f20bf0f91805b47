using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Incidents;

/// <summary>Incidents and their timelines in the database.</summary>
public sealed class IncidentStore(NpgsqlDataSource database)
{
    private const string Columns = """
        id, rule, site_id, station_id, evse_id, stations, detail, since, opened_at, last_seen_at, count, cleared_at,
        acknowledged_at, acknowledged_by, assignee, closed_at, closed_by, close_reason, holding, variable
        """;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>An incident, or null.</summary>
    public async Task<Incident?> FindAsync(long id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM csms.incidents WHERE id = $1");
        command.Parameters.Bigint(id);
        return await ReadAsync(command, cancellation) is [var incident, ..] ? incident : null;
    }

    /// <summary>Incidents, newest first.</summary>
    public async Task<IReadOnlyList<Incident>> ListAsync(IncidentQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var command = database.CreateCommand();
        var conditions = new List<string>();
        switch (query.State)
        {
            case IncidentState.Open:
                conditions.Add("closed_at IS NULL AND acknowledged_at IS NULL");
                break;
            case IncidentState.Acknowledged:
                conditions.Add("closed_at IS NULL AND acknowledged_at IS NOT NULL");
                break;
            case IncidentState.Closed:
                conditions.Add("closed_at IS NOT NULL");
                break;
            case null when query.Closed is { } closed:
                conditions.Add(closed ? "closed_at IS NOT NULL" : "closed_at IS NULL");
                break;
            default:
                break;
        }

        if (query.StationId is { } station)
        {
            conditions.Add($"stations @> {command.Parameters.Texts([station]).Place()}");
        }

        if (query.SiteIds is { } sites)
        {
            conditions.Add($"site_id = ANY({command.Parameters.Texts(sites).Place()})");
        }

        if (query.Rules is { } rules)
        {
            conditions.Add($"rule = ANY({command.Parameters.Texts(rules.Select(rule => rule.ToString())).Place()})");
        }

        if (query.Assignee is { } assignee)
        {
            conditions.Add($"coalesce(assignee, '') = {command.Parameters.Text(assignee).Place()}");
        }

        if (query.From is { } from)
        {
            conditions.Add($"opened_at >= {command.Parameters.Timestamp(from).Place()}");
        }

        if (query.To is { } to)
        {
            conditions.Add($"opened_at < {command.Parameters.Timestamp(to).Place()}");
        }

        if (query.After is { } after)
        {
            conditions.Add($"(opened_at, id) < ({command.Parameters.Timestamp(after.At).Place()}, {command.Parameters.Bigint(after.Id).Place()})");
        }

        var where = conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions);
        command.CommandText = $"SELECT {Columns} FROM csms.incidents {where} ORDER BY opened_at DESC, id DESC LIMIT {command.Parameters.Integer(query.Limit).Place()}";
        return await ReadAsync(command, cancellation);
    }

    /// <summary>The timeline of an incident, oldest first.</summary>
    public async Task<IReadOnlyList<IncidentEntry>> EntriesAsync(long id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "SELECT id, incident_id, at, kind, actor, text, detail, evidence FROM csms.incident_entries WHERE incident_id = $1 ORDER BY id LIMIT 1000");
        command.Parameters.Bigint(id);
        var entries = new List<IncidentEntry>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            entries.Add(new IncidentEntry
            {
                Id = reader.GetInt64(0),
                IncidentId = reader.GetInt64(1),
                At = reader.GetFieldValue<DateTimeOffset>(2),
                Kind = Enum.Parse<IncidentEntryKind>(reader.GetString(3)),
                Actor = reader.TextOrNull(4),
                Text = reader.TextOrNull(5),
                Detail = reader.TextOrNull(6) is { } detail ? JsonSerializer.Deserialize<IncidentDetail>(detail, Json) : null,
                Evidence = reader.TextOrNull(7) is { } evidence ? JsonSerializer.Deserialize<IncidentEvidence>(evidence, Json) : null,
            });
        }

        return entries;
    }

    /// <summary>Incidents that are open, or closed by a person while their condition holds.</summary>
    internal async Task<IReadOnlyList<Incident>> LiveAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM csms.incidents WHERE closed_at IS NULL OR holding ORDER BY id");
        return await ReadAsync(command, cancellation);
    }

    /// <summary>New numbers.</summary>
    internal async Task<Queue<long>> NumbersAsync(int count, CancellationToken cancellation)
    {
        var numbers = new Queue<long>(count);
        await using var command = database.CreateCommand("SELECT nextval('csms.incident_ids') FROM generate_series(1, $1)");
        command.Parameters.Integer(count);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            numbers.Enqueue(reader.GetInt64(0));
        }

        return numbers;
    }

    /// <summary>Writes a step with what is to be told of it, in one transaction.</summary>
    internal async Task WriteAsync(LedgerStep step, IEnumerable<QueuedNotice> notices, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var incident in step.Changed.OrderBy(incident => incident.IsOpen)) // what ends makes room for what begins
        {
            batch.BatchCommands.Add(Upsert(incident));
        }

        foreach (var entry in step.Entries)
        {
            batch.BatchCommands.Add(Insert(entry));
        }

        foreach (var notice in notices)
        {
            Outbox.Add(batch, notice);
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    private static NpgsqlBatchCommand Upsert(Incident incident)
    {
        var command = new NpgsqlBatchCommand(
            $"""
             INSERT INTO csms.incidents ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
             ON CONFLICT (id) DO UPDATE SET site_id = excluded.site_id, stations = excluded.stations, detail = excluded.detail,
                 last_seen_at = excluded.last_seen_at, count = excluded.count, cleared_at = excluded.cleared_at,
                 acknowledged_at = excluded.acknowledged_at, acknowledged_by = excluded.acknowledged_by, assignee = excluded.assignee,
                 closed_at = excluded.closed_at, closed_by = excluded.closed_by, close_reason = excluded.close_reason, holding = excluded.holding
             """);
        command.Parameters.Bigint(incident.Id).Text(incident.Rule.ToString()).Text(incident.SiteId).Text(incident.Subject.StationId)
            .Integer(incident.Subject.EvseId).Texts(incident.Stations).Jsonb(JsonSerializer.Serialize(incident.Detail, Json))
            .Timestamp(incident.Since).Timestamp(incident.OpenedAt).Timestamp(incident.LastSeenAt).Integer(incident.Count)
            .Timestamp(incident.ClearedAt).Timestamp(incident.AcknowledgedAt).Text(incident.AcknowledgedBy).Text(incident.Assignee)
            .Timestamp(incident.ClosedAt).Text(incident.ClosedBy).Text(incident.CloseReason).Boolean(incident.Holding).Text(incident.Subject.Variable);
        return command;
    }

    private static NpgsqlBatchCommand Insert(IncidentEntry entry)
    {
        var command = new NpgsqlBatchCommand("INSERT INTO csms.incident_entries (incident_id, at, kind, actor, text, detail, evidence) VALUES ($1, $2, $3, $4, $5, $6, $7)");
        command.Parameters.Bigint(entry.IncidentId).Timestamp(entry.At).Text(entry.Kind.ToString()).Text(entry.Actor).Text(entry.Text)
            .Jsonb(Written(entry.Detail)).Jsonb(Written(entry.Evidence));
        return command;
    }

    private static async Task<IReadOnlyList<Incident>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        var incidents = new List<Incident>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var site = reader.TextOrNull(2);
            var station = reader.TextOrNull(3);
            incidents.Add(new Incident
            {
                Id = reader.GetInt64(0),
                Rule = Enum.Parse<IncidentRule>(reader.GetString(1)),
                SiteId = site,
                Subject = new IncidentSubject(station is null ? site : null, station, reader.IntegerOrNull(4), reader.TextOrNull(19)),
                Stations = ImmutableArray.Create(reader.GetFieldValue<string[]>(5)),
                Detail = JsonSerializer.Deserialize<IncidentDetail>(reader.GetString(6), Json)!,
                Since = reader.GetFieldValue<DateTimeOffset>(7),
                OpenedAt = reader.GetFieldValue<DateTimeOffset>(8),
                LastSeenAt = reader.GetFieldValue<DateTimeOffset>(9),
                Count = reader.GetInt32(10),
                ClearedAt = reader.TimestampOrNull(11),
                AcknowledgedAt = reader.TimestampOrNull(12),
                AcknowledgedBy = reader.TextOrNull(13),
                Assignee = reader.TextOrNull(14),
                ClosedAt = reader.TimestampOrNull(15),
                ClosedBy = reader.TextOrNull(16),
                CloseReason = reader.TextOrNull(17),
                Holding = reader.GetBoolean(18),
            });
        }

        return incidents;
    }

    private static string? Written<T>(T? value) where T : class => value is null ? null : JsonSerializer.Serialize(value, Json);
}
