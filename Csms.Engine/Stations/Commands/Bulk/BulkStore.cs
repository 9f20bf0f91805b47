using Csms.Engine.Ocpp;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>Bulk runs and their stations in the database.</summary>
public sealed class BulkStore(NpgsqlDataSource database)
{
    private const string Runs =
        "id, action, body, actor, reason, canary, canary_seen, batch_size, pause_seconds, stop_percent, wait_seconds, state, created_at, ended_at, stopped_by, stop_reason, resumed, kind, batch_seen, only_different";

    private const string Items = "position, station_id, site_id, state, left_out, command_id, answer, fault, sight, given_at, settled_at";

    /// <summary>A run as it was last written, with its counts; null when there is none or the reader may see none of its stations.</summary>
    public async Task<BulkSummary?> FindAsync(Guid id, IReadOnlyCollection<string>? sites, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"SELECT {Runs} FROM csms.bulk_runs r WHERE id = $1 AND {Seen("$2")}");
        sql.Parameters.Uuid(id).Texts(sites);
        return await SummariesAsync(sql, sites, cancellation) is [var found, ..] ? found : null;
    }

    /// <summary>Runs of which the reader may see a station, newest first.</summary>
    /// <param name="sites">Sites whose stations the reader sees; null: all.</param>
    /// <param name="open">Only those that are not over, or only those that are; null: both.</param>
    /// <param name="kind">Runs of this kind; null: plain commands.</param>
    /// <param name="before">Last run of the page before; null for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<BulkSummary>> ListAsync(IReadOnlyCollection<string>? sites, bool? open, string? kind, Guid? before, int limit, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            $"""
             SELECT {Runs} FROM csms.bulk_runs r
             WHERE {Seen("$1")} AND kind IS NOT DISTINCT FROM $5 AND ($2::boolean IS NULL OR (ended_at IS NULL) = $2)
                 AND ($3::uuid IS NULL OR (created_at, id) < (SELECT created_at, id FROM csms.bulk_runs WHERE id = $3))
             ORDER BY created_at DESC, id DESC LIMIT $4
             """);
        sql.Parameters.Texts(sites).Boolean(open).Uuid(before).Integer(limit).Text(kind);
        return await SummariesAsync(sql, sites, cancellation);
    }

    /// <summary>Stations of a run that the reader may see, by position.</summary>
    /// <param name="id">The run.</param>
    /// <param name="sites">Sites whose stations the reader sees; null: all.</param>
    /// <param name="states">Only these states; none: all.</param>
    /// <param name="after">Position after which to begin; -1: at the first.</param>
    /// <param name="skip">Stations to leave out before the first.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<BulkItem>> ItemsAsync(
        Guid id, IReadOnlyCollection<string>? sites, IReadOnlyCollection<BulkItemState> states, int after, int skip, int limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(states);
        await using var sql = database.CreateCommand(
            $"""
             SELECT {Items} FROM csms.bulk_items
             WHERE run_id = $1 AND ($2::text[] IS NULL OR site_id = ANY($2)) AND ($3::text[] IS NULL OR state = ANY($3)) AND position > $4
             ORDER BY position OFFSET $5 LIMIT $6
             """);
        sql.Parameters.Uuid(id).Texts(sites).Texts(states.Count == 0 ? null : states.Select(state => state.ToString())).Integer(after).Integer(skip).Integer(limit);
        return await ReadItemsAsync(sql, cancellation);
    }

    /// <summary>Sites of the stations that take part in a run; null stands for those that have none.</summary>
    public async Task<IReadOnlyList<string?>> SitesAsync(Guid id, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("SELECT DISTINCT site_id FROM csms.bulk_items WHERE run_id = $1 AND state <> 'LeftOut'");
        sql.Parameters.Uuid(id);
        var sites = new List<string?>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            sites.Add(reader.IsDBNull(0) ? null : reader.GetString(0));
        }

        return sites;
    }

    internal async Task AddAsync(BulkRun run, IReadOnlyList<BulkItem> items, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var sql = new NpgsqlCommand(
            "INSERT INTO csms.bulk_runs (id, action, body, actor, reason, canary, canary_seen, batch_size, pause_seconds, stop_percent, wait_seconds, state, created_at, kind, batch_seen, only_different) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)", connection, transaction))
        {
            sql.Parameters.Uuid(run.Id).Text(run.Action).Jsonb(run.Body).Text(run.Actor).Text(run.Reason).Integer(run.Pace.Canary).Boolean(run.Pace.CanaryMustBeSeen)
                .Integer(run.Pace.BatchSize).Integer((int)run.Pace.Pause.TotalSeconds).Integer(run.Pace.StopPercent).Integer((int?)run.Pace.WaitFor?.TotalSeconds)
                .Text(run.State.ToString()).Timestamp(run.CreatedAt).Text(run.Kind).Boolean(run.Pace.EveryMustBeSeen).Boolean(run.Pace.OnlyDifferent);
            await sql.ExecuteNonQueryAsync(cancellation);
        }

        await using (var sql = new NpgsqlCommand(
            "INSERT INTO csms.bulk_items (run_id, position, station_id, site_id, state, left_out) SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[])", connection, transaction))
        {
            sql.Parameters.Uuid(run.Id).Columns(items).Integer(item => item.Position).Text(item => item.Station.Value).Text(item => item.SiteId)
                .Text(item => item.State.ToString()).Text(item => item.LeftOut?.ToString());
            await sql.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    internal async Task SaveAsync(BulkRun run, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("UPDATE csms.bulk_runs SET state = $2, ended_at = $3, stopped_by = $4, stop_reason = $5, resumed = $6 WHERE id = $1");
        sql.Parameters.Uuid(run.Id).Text(run.State.ToString()).Timestamp(run.EndedAt).Text(run.StoppedBy).Text(run.StopReason).Integer(run.Resumed);
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    internal async Task SaveAsync(Guid run, IReadOnlyList<BulkItem> items, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            UPDATE csms.bulk_items i
            SET state = n.state, left_out = n.left_out, command_id = n.command_id, answer = n.answer, fault = n.fault, sight = n.sight, given_at = n.given_at, settled_at = n.settled_at
            FROM unnest($2::int[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::timestamptz[], $10::timestamptz[])
                AS n (position, state, left_out, command_id, answer, fault, sight, given_at, settled_at)
            WHERE i.run_id = $1 AND i.position = n.position
            """);
        sql.Parameters.Uuid(run).Columns(items).Integer(item => item.Position).Text(item => item.State.ToString()).Text(item => item.LeftOut?.ToString()).UuidOrNull(item => item.CommandId)
            .Text(item => item.Answer).Text(item => item.Fault?.ToStored()).Text(item => item.Sight?.ToStored()).TimestampOrNull(item => item.GivenAt).TimestampOrNull(item => item.SettledAt);
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Runs that were not over when the engine ended, with all their stations.</summary>
    internal async Task<IReadOnlyList<(BulkRun Run, IReadOnlyList<BulkItem> Items)>> OpenAsync(CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"SELECT {Runs} FROM csms.bulk_runs WHERE ended_at IS NULL ORDER BY created_at");
        var open = new List<(BulkRun, IReadOnlyList<BulkItem>)>();
        foreach (var run in await ReadRunsAsync(sql, cancellation))
        {
            open.Add((run, await ItemsAsync(run.Id, null, [], -1, 0, int.MaxValue, cancellation)));
        }

        return open;
    }

    private static string Seen(string parameter) =>
        $"({parameter}::text[] IS NULL OR EXISTS (SELECT FROM csms.bulk_items i WHERE i.run_id = r.id AND i.site_id = ANY({parameter})))";

    private async Task<IReadOnlyList<BulkSummary>> SummariesAsync(NpgsqlCommand sql, IReadOnlyCollection<string>? sites, CancellationToken cancellation)
    {
        var runs = await ReadRunsAsync(sql, cancellation);
        await using var count = database.CreateCommand(
            "SELECT run_id, state, count(*)::int FROM csms.bulk_items WHERE run_id = ANY($1) AND ($2::text[] IS NULL OR site_id = ANY($2)) GROUP BY run_id, state");
        count.Parameters.Uuids(runs.Select(run => run.Id)).Texts(sites);
        var counts = new List<(Guid Run, BulkItemState State, int Count)>();
        await using var reader = await count.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            counts.Add((reader.GetGuid(0), Enum.Parse<BulkItemState>(reader.GetString(1)), reader.GetInt32(2)));
        }

        var tallies = counts.ToLookup(each => each.Run, each => KeyValuePair.Create(each.State, each.Count));
        return [.. runs.Select(run => new BulkSummary(run, new BulkTally(tallies[run.Id])))];
    }

    private static async Task<List<BulkRun>> ReadRunsAsync(NpgsqlCommand sql, CancellationToken cancellation)
    {
        var runs = new List<BulkRun>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            runs.Add(new BulkRun
            {
                Id = reader.GetGuid(0),
                Action = reader.GetString(1),
                Body = reader.GetString(2),
                Actor = reader.GetString(3),
                Reason = reader.TextOrNull(4),
                Pace = new BulkPace(
                    reader.GetInt32(5), reader.GetBoolean(6), reader.GetInt32(7), TimeSpan.FromSeconds(reader.GetInt32(8)), reader.IntegerOrNull(9), reader.IntegerOrNull(10) is { } wait ? TimeSpan.FromSeconds(wait) : null) { EveryMustBeSeen = reader.GetBoolean(18), OnlyDifferent = reader.GetBoolean(19) },
                State = Enum.Parse<BulkRunState>(reader.GetString(11)),
                CreatedAt = reader.GetFieldValue<DateTimeOffset>(12),
                EndedAt = reader.TimestampOrNull(13),
                StoppedBy = reader.TextOrNull(14),
                StopReason = reader.TextOrNull(15),
                Resumed = reader.GetInt32(16),
                Kind = reader.TextOrNull(17),
            });
        }

        return runs;
    }

    private static async Task<IReadOnlyList<BulkItem>> ReadItemsAsync(NpgsqlCommand sql, CancellationToken cancellation)
    {
        var items = new List<BulkItem>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            items.Add(new BulkItem(reader.GetInt32(0), StationId.Parse(reader.GetString(1)), reader.TextOrNull(2))
            {
                State = Enum.Parse<BulkItemState>(reader.GetString(3)),
                LeftOut = reader.TextOrNull(4) is { } why ? Enum.Parse<BulkLeftOut>(why) : null,
                CommandId = reader.IsDBNull(5) ? null : reader.GetGuid(5),
                Answer = reader.TextOrNull(6),
                Fault = Statement.Read<CommandFault>(reader.TextOrNull(7)),
                Sight = Statement.Read<CommandSight>(reader.TextOrNull(8)),
                GivenAt = reader.TimestampOrNull(9),
                SettledAt = reader.TimestampOrNull(10),
            });
        }

        return items;
    }
}
