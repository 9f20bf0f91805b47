using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.FieldWork;

/// <summary>Jobs and what their checks found, in the database.</summary>
internal sealed class FieldStore(NpgsqlDataSource database)
{
    private const string ClaimBegin = "field:";

    private const string Jobs = "id, title, created_by, created_at, expires_at, link_at, closed_at, closed_by";

    private const string Results = "job_id, station_id, check_name, evse_id, state, finding, note, done_by, started_at, ended_at, attempts";

    public async Task AddAsync(FieldJob job, byte[] linkHash, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var sql = new NpgsqlCommand(
            "INSERT INTO csms.field_jobs (id, title, created_by, created_at, expires_at, link_at, link_hash) VALUES ($1, $2, $3, $4, $5, $6, $7)", connection, transaction))
        {
            sql.Parameters.Uuid(job.Id).Text(job.Title).Text(job.CreatedBy).Timestamp(job.CreatedAt).Timestamp(job.ExpiresAt).Timestamp(job.LinkAt).Bytea(linkHash);
            await sql.ExecuteNonQueryAsync(cancellation);
        }

        await using (var sql = new NpgsqlCommand(
            "INSERT INTO csms.field_job_stations (job_id, position, station_id, site_id) SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[])", connection, transaction))
        {
            sql.Parameters.Uuid(job.Id).Columns([.. job.Stations.Index()]).Integer(each => each.Index).Text(each => each.Item.Id.Value).Text(each => each.Item.SiteId);
            await sql.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    public async Task<FieldJob?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"SELECT {Jobs} FROM csms.field_jobs WHERE id = $1");
        sql.Parameters.Uuid(id);
        return (await ReadJobsAsync(sql, cancellation)).FirstOrDefault();
    }

    /// <summary>The job of a link, with the hash as it is stored.</summary>
    public async Task<(Guid Job, byte[] Hash)?> FindLinkAsync(byte[] hash, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("SELECT id, link_hash FROM csms.field_jobs WHERE link_hash = $1");
        sql.Parameters.Bytea(hash);
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetGuid(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    public async Task<IReadOnlyList<FieldJob>> ListAsync(IReadOnlyCollection<string>? sites, bool? open, string? station, Guid? before, int limit, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            $"""
             SELECT {Jobs} FROM csms.field_jobs j
             WHERE ($1::text[] IS NULL OR EXISTS (SELECT FROM csms.field_job_stations s WHERE s.job_id = j.id AND s.site_id = ANY($1)))
                 AND ($2::boolean IS NULL OR (closed_at IS NULL AND expires_at > $3) = $2)
                 AND ($4::text IS NULL OR EXISTS (SELECT FROM csms.field_job_stations s WHERE s.job_id = j.id AND s.station_id = $4))
                 AND ($5::uuid IS NULL OR (created_at, id) < (SELECT created_at, id FROM csms.field_jobs WHERE id = $5))
             ORDER BY created_at DESC, id DESC LIMIT $6
             """);
        sql.Parameters.Texts(sites).Boolean(open).Timestamp(now).Text(station).Uuid(before).Integer(limit);
        return await ReadJobsAsync(sql, cancellation);
    }

    /// <summary>Gives an open job another link or end; false when it is closed.</summary>
    public Task<bool> RenewAsync(Guid id, byte[] linkHash, DateTimeOffset at, DateTimeOffset expiresAt, CancellationToken cancellation) => DoAsync(
        "UPDATE csms.field_jobs SET link_hash = $2, link_at = $3, expires_at = $4 WHERE id = $1 AND closed_at IS NULL",
        sql => sql.Uuid(id).Bytea(linkHash).Timestamp(at).Timestamp(expiresAt), cancellation);

    public Task<bool> CloseAsync(Guid id, string by, DateTimeOffset at, CancellationToken cancellation) => DoAsync(
        "UPDATE csms.field_jobs SET closed_at = $2, closed_by = $3 WHERE id = $1 AND closed_at IS NULL", sql => sql.Uuid(id).Timestamp(at).Text(by), cancellation);

    public async Task<IReadOnlyList<FieldResult>> ResultsAsync(IReadOnlyCollection<Guid> jobs, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"SELECT {Results} FROM csms.field_results WHERE job_id = ANY($1)");
        sql.Parameters.Uuids(jobs);
        var results = new List<FieldResult>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            results.Add(new FieldResult
            {
                Job = reader.GetGuid(0),
                Station = StationId.Parse(reader.GetString(1)),
                Item = new FieldItem(Enum.Parse<FieldCheck>(reader.GetString(2)), reader.GetInt32(3)),
                State = Enum.Parse<FieldState>(reader.GetString(4)),
                Finding = Statement.Read<FieldFinding>(reader.TextOrNull(5)),
                Note = reader.TextOrNull(6),
                By = reader.GetString(7),
                StartedAt = reader.GetFieldValue<DateTimeOffset>(8),
                EndedAt = reader.TimestampOrNull(9),
                Attempts = reader.GetInt32(10),
            });
        }

        return results;
    }

    public Task SaveAsync(FieldResult result, CancellationToken cancellation) => DoAsync(
        $"""
         INSERT INTO csms.field_results ({Results}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (job_id, station_id, check_name, evse_id) DO UPDATE SET state = excluded.state, finding = excluded.finding, note = excluded.note,
             done_by = excluded.done_by, started_at = excluded.started_at, ended_at = excluded.ended_at, attempts = excluded.attempts
         """,
        sql => sql.Uuid(result.Job).Text(result.Station.Value).Text(result.Item.Check.ToString()).Integer(result.Item.Evse).Text(result.State.ToString())
            .Text(result.Finding?.ToStored()).Text(result.Note).Text(result.By).Timestamp(result.StartedAt).Timestamp(result.EndedAt).Integer(result.Attempts), cancellation);

    /// <summary>What a node claims that runs tests of a station.</summary>
    public static string Claim(StationId station) => ClaimBegin + station.Value;

    /// <summary>What ran when its node ended runs no more; what another node has claimed goes on, and so does what runs here.</summary>
    /// <returns>Jobs and stations of what was interrupted.</returns>
    public async Task<IReadOnlySet<(Guid Job, StationId Station)>> InterruptAsync(IEnumerable<StationId> own, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            WITH under_way AS MATERIALIZED (SELECT DISTINCT station_id FROM csms.field_results WHERE state IN ('Waiting', 'Running') AND station_id <> ALL($5)),
            abandoned AS MATERIALIZED (SELECT station_id FROM under_way WHERE pg_try_advisory_xact_lock($3, hashtext($4 || station_id)))
            UPDATE csms.field_results r SET state = 'Interrupted', finding = $1, ended_at = $2 FROM abandoned a WHERE a.station_id = r.station_id AND r.state IN ('Waiting', 'Running')
            RETURNING r.job_id, r.station_id
            """);
        sql.Parameters.Text(Statement.Of(FieldFinding.ProgramEnded).ToStored()).Timestamp(at).Integer(WorkClaims.Class).Text(ClaimBegin).Texts(own.Select(station => station.Value));
        var interrupted = new HashSet<(Guid, StationId)>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) interrupted.Add((reader.GetGuid(0), StationId.Parse(reader.GetString(1))));
        return interrupted;
    }

    /// <summary>A test runs or waits, on whatever node.</summary>
    public async Task<bool> IsAnyUnderWayAsync(CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("SELECT EXISTS (SELECT FROM csms.field_results WHERE state IN ('Waiting', 'Running'))");
        return (bool)(await sql.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<List<FieldJob>> ReadJobsAsync(NpgsqlCommand sql, CancellationToken cancellation)
    {
        var jobs = new List<FieldJob>();
        await using (var reader = await sql.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                jobs.Add(new FieldJob
                {
                    Id = reader.GetGuid(0),
                    Title = reader.GetString(1),
                    Stations = [],
                    CreatedBy = reader.GetString(2),
                    CreatedAt = reader.GetFieldValue<DateTimeOffset>(3),
                    ExpiresAt = reader.GetFieldValue<DateTimeOffset>(4),
                    LinkAt = reader.GetFieldValue<DateTimeOffset>(5),
                    ClosedAt = reader.TimestampOrNull(6),
                    ClosedBy = reader.TextOrNull(7),
                });
            }
        }

        await using var places = database.CreateCommand("SELECT job_id, station_id, site_id FROM csms.field_job_stations WHERE job_id = ANY($1) ORDER BY job_id, position");
        places.Parameters.Uuids(jobs.Select(job => job.Id));
        var stations = new List<(Guid Job, FieldStation Station)>();
        await using (var reader = await places.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                stations.Add((reader.GetGuid(0), new FieldStation(StationId.Parse(reader.GetString(1)), reader.TextOrNull(2))));
            }
        }

        var byJob = stations.ToLookup(each => each.Job, each => each.Station);
        return [.. jobs.Select(job => job with { Stations = [.. byJob[job.Id]] })];
    }

    private async Task<bool> DoAsync(string text, Func<NpgsqlParameterCollection, NpgsqlParameterCollection> fill, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(text);
        fill(sql.Parameters);
        return await sql.ExecuteNonQueryAsync(cancellation) > 0;
    }
}
