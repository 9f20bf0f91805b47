using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Csms.Engine.Incidents.Notifications;
using Npgsql;
using NpgsqlTypes;

namespace Csms.Engine.Incidents;

/// <summary>Incidents and their timelines in the database.</summary>
public sealed class IncidentStore(NpgsqlDataSource database)
{
    private const string Columns = """
        id, rule, site_id, station_id, evse_id, stations, detail, since, opened_at, last_seen_at, count, cleared_at,
        acknowledged_at, acknowledged_by, assignee, closed_at, closed_by, close_reason, holding
        """;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>An incident, or null.</summary>
    public async Task<Incident?> FindAsync(long id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM csms.incidents WHERE id = $1");
        command.Parameters.Add(new() { Value = id });
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
            conditions.Add($"stations @> {Add(new() { Value = new[] { station } })}");
        }

        if (query.SiteIds is { } sites)
        {
            conditions.Add($"site_id = ANY({Add(new() { Value = sites.ToArray() })})");
        }

        if (query.From is { } from)
        {
            conditions.Add($"opened_at >= {Add(new() { Value = from.UtcDateTime })}");
        }

        if (query.To is { } to)
        {
            conditions.Add($"opened_at < {Add(new() { Value = to.UtcDateTime })}");
        }

        if (query.After is { } after)
        {
            conditions.Add($"(opened_at, id) < ({Add(new() { Value = after.OpenedAt.UtcDateTime })}, {Add(new() { Value = after.Id })})");
        }

        var where = conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions);
        command.CommandText = $"SELECT {Columns} FROM csms.incidents {where} ORDER BY opened_at DESC, id DESC LIMIT {Add(new() { Value = query.Limit })}";
        return await ReadAsync(command, cancellation);

        string Add(NpgsqlParameter parameter)
        {
            command.Parameters.Add(parameter);
            return "$" + command.Parameters.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The timeline of an incident, oldest first.</summary>
    public async Task<IReadOnlyList<IncidentEntry>> EntriesAsync(long id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "SELECT id, incident_id, at, kind, actor, text, detail, evidence FROM csms.incident_entries WHERE incident_id = $1 ORDER BY id LIMIT 1000");
        command.Parameters.Add(new() { Value = id });
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
                Actor = Text(reader, 4),
                Text = Text(reader, 5),
                Detail = Text(reader, 6) is { } detail ? JsonSerializer.Deserialize<IncidentDetail>(detail, Json) : null,
                Evidence = Text(reader, 7) is { } evidence ? JsonSerializer.Deserialize<IncidentEvidence>(evidence, Json) : null,
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
        command.Parameters.Add(new() { Value = count });
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
             INSERT INTO csms.incidents ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
             ON CONFLICT (id) DO UPDATE SET site_id = excluded.site_id, stations = excluded.stations, detail = excluded.detail,
                 last_seen_at = excluded.last_seen_at, count = excluded.count, cleared_at = excluded.cleared_at,
                 acknowledged_at = excluded.acknowledged_at, acknowledged_by = excluded.acknowledged_by, assignee = excluded.assignee,
                 closed_at = excluded.closed_at, closed_by = excluded.closed_by, close_reason = excluded.close_reason, holding = excluded.holding
             """);
        command.Parameters.Add(new() { Value = incident.Id });
        command.Parameters.Add(new() { Value = incident.Rule.ToString() });
        command.Parameters.Add(Text(incident.SiteId));
        command.Parameters.Add(Text(incident.Subject.StationId));
        command.Parameters.Add(new() { Value = (object?)incident.Subject.EvseId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        command.Parameters.Add(new() { Value = incident.Stations.ToArray() });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(incident.Detail, Json), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(Time(incident.Since));
        command.Parameters.Add(Time(incident.OpenedAt));
        command.Parameters.Add(Time(incident.LastSeenAt));
        command.Parameters.Add(new() { Value = incident.Count });
        command.Parameters.Add(Time(incident.ClearedAt));
        command.Parameters.Add(Time(incident.AcknowledgedAt));
        command.Parameters.Add(Text(incident.AcknowledgedBy));
        command.Parameters.Add(Text(incident.Assignee));
        command.Parameters.Add(Time(incident.ClosedAt));
        command.Parameters.Add(Text(incident.ClosedBy));
        command.Parameters.Add(Text(incident.CloseReason));
        command.Parameters.Add(new() { Value = incident.Holding });
        return command;
    }

    private static NpgsqlBatchCommand Insert(IncidentEntry entry)
    {
        var command = new NpgsqlBatchCommand("INSERT INTO csms.incident_entries (incident_id, at, kind, actor, text, detail, evidence) VALUES ($1, $2, $3, $4, $5, $6, $7)");
        command.Parameters.Add(new() { Value = entry.IncidentId });
        command.Parameters.Add(Time(entry.At));
        command.Parameters.Add(new() { Value = entry.Kind.ToString() });
        command.Parameters.Add(Text(entry.Actor));
        command.Parameters.Add(Text(entry.Text));
        command.Parameters.Add(Written(entry.Detail));
        command.Parameters.Add(Written(entry.Evidence));
        return command;
    }

    private static async Task<IReadOnlyList<Incident>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        var incidents = new List<Incident>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var site = Text(reader, 2);
            var station = Text(reader, 3);
            incidents.Add(new Incident
            {
                Id = reader.GetInt64(0),
                Rule = Enum.Parse<IncidentRule>(reader.GetString(1)),
                SiteId = site,
                Subject = new IncidentSubject(station is null ? site : null, station, reader.IsDBNull(4) ? null : reader.GetInt32(4)),
                Stations = ImmutableArray.Create(reader.GetFieldValue<string[]>(5)),
                Detail = JsonSerializer.Deserialize<IncidentDetail>(reader.GetString(6), Json)!,
                Since = reader.GetFieldValue<DateTimeOffset>(7),
                OpenedAt = reader.GetFieldValue<DateTimeOffset>(8),
                LastSeenAt = reader.GetFieldValue<DateTimeOffset>(9),
                Count = reader.GetInt32(10),
                ClearedAt = At(reader, 11),
                AcknowledgedAt = At(reader, 12),
                AcknowledgedBy = Text(reader, 13),
                Assignee = Text(reader, 14),
                ClosedAt = At(reader, 15),
                ClosedBy = Text(reader, 16),
                CloseReason = Text(reader, 17),
                Holding = reader.GetBoolean(18),
            });
        }

        return incidents;
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static DateTimeOffset? At(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Time(DateTimeOffset? value) => new() { Value = (object?)value?.UtcDateTime ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static NpgsqlParameter Written<T>(T? value) where T : class =>
        new() { Value = value is null ? DBNull.Value : JsonSerializer.Serialize(value, Json), NpgsqlDbType = NpgsqlDbType.Jsonb };
}
