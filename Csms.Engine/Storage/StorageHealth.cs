using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>What can be said of journal, queues and database without disturbing them.</summary>
public sealed class StorageHealth
{
    private const int TimeoutSeconds = 5;

    private readonly CsmsDatabase _database;
    private readonly Journal _journal;
    private readonly FrameLog _frames;
    private readonly StateLog _states;
    private readonly FactLog _facts;
    private readonly IEnumerable<IQueueGauge> _others;

    internal StorageHealth(CsmsDatabase database, Journal journal, FrameLog frames, StateLog states, FactLog facts, IEnumerable<IQueueGauge> others) =>
        (_database, _journal, _frames, _states, _facts, _others) = (database, journal, frames, states, facts, others);

    /// <summary>The database answered the last time it was asked.</summary>
    public bool IsReachable => _database.IsReachable;

    /// <summary>Decisions that wait for the next commit.</summary>
    public int JournalWaiting => _journal.Waiting;

    /// <summary>Time that half of the last commits did not exceed; null before the first.</summary>
    public TimeSpan? CommitMedian => _journal.Times.Quantile(0.5);

    /// <summary>Time that 95 % of the last commits did not exceed; null before the first.</summary>
    public TimeSpan? CommitP95 => _journal.Times.Quantile(0.95);

    /// <summary>The write-behind queues.</summary>
    public IReadOnlyList<QueueHealth> Queues => [_frames.Health("frames"), _states.Health("states"), _facts.Health("facts"), .. _others.Select(queue => queue.Health)];

    /// <summary>Asks the database; null when it does not answer.</summary>
    public async Task<DatabaseHealth?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = await _database.DataSource.OpenConnectionAsync(cancellation);
            var tables = await TablesAsync(connection, cancellation);
            await using var command = new NpgsqlCommand(
                """
                SELECT current_setting('server_version'), pg_database_size(current_database()), current_setting('max_connections')::int,
                    (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')::int,
                    (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND state = 'active' AND pid <> pg_backend_pid())::int,
                    (SELECT max(clock_timestamp() - query_start) FROM pg_stat_activity WHERE backend_type = 'client backend' AND state = 'active' AND pid <> pg_backend_pid()),
                    (SELECT count(*) FROM csms.commands WHERE sent_at IS NULL AND answered_at IS NULL AND expires_at > now())::int,
                    n.waiting, n.failed, n.oldest
                FROM (SELECT count(*) FILTER (WHERE state = 'waiting')::int AS waiting, count(*) FILTER (WHERE state = 'failed')::int AS failed,
                        min(due_at) FILTER (WHERE state = 'waiting') AS oldest FROM csms.notifications WHERE state IN ('waiting', 'failed')) n
                """, connection) { CommandTimeout = TimeoutSeconds };
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            await reader.ReadAsync(cancellation);
            return new DatabaseHealth
            {
                Version = reader.GetString(0).Split(' ')[0],
                Bytes = reader.GetInt64(1),
                MaxConnections = reader.GetInt32(2),
                Connections = reader.GetInt32(3),
                ActiveConnections = reader.GetInt32(4),
                LongestStatement = reader.IsDBNull(5) ? null : reader.GetFieldValue<TimeSpan>(5),
                CommandsWaiting = reader.GetInt32(6),
                NoticesWaiting = reader.GetInt32(7),
                NoticesFailed = reader.GetInt32(8),
                OldestNoticeDue = reader.IsDBNull(9) ? null : reader.GetFieldValue<DateTimeOffset>(9),
                Tables = tables,
            };
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            _database.ReportFailure(exception);
            return null;
        }
    }

    // Partitions count for their table.
    private static async Task<IReadOnlyList<TableHealth>> TablesAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT coalesce(parent.relname, child.relname)::text, sum(pg_total_relation_size(child.oid))::bigint, sum(greatest(child.reltuples, s.n_live_tup))::bigint,
                sum(s.n_dead_tup)::bigint, sum(s.seq_tup_read)::bigint
            FROM pg_stat_user_tables s JOIN pg_class child ON child.oid = s.relid
                LEFT JOIN pg_inherits i ON i.inhrelid = child.oid LEFT JOIN pg_class parent ON parent.oid = i.inhparent
            WHERE s.schemaname IN ('csms', 'console') GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10
            """, connection) { CommandTimeout = TimeoutSeconds };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<TableHealth> tables = [];
        while (await reader.ReadAsync(cancellation))
        {
            tables.Add(new TableHealth(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4)));
        }

        return tables;
    }
}
