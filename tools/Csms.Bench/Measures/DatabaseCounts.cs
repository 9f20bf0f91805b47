using Npgsql;

namespace Csms.Bench.Measures;

/// <summary>What PostgreSQL has counted so far in the target's database.</summary>
internal sealed record DatabaseCounts(long Commits, long RowsInserted, long RowsUpdated, long WalBytes)
{
    /// <summary>Reads the counters after the sessions have reported (they do so at most once a second).</summary>
    public static async Task<DatabaseCounts?> ReadAsync(string? connectionString, CancellationToken cancellation)
    {
        if (connectionString is null) return null;
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "csms-bench" });
        await using var command = source.CreateCommand(
            "SELECT xact_commit, tup_inserted, tup_updated, (pg_current_wal_lsn() - '0/0')::bigint FROM pg_stat_database WHERE datname = current_database()");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new DatabaseCounts(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
    }

    /// <summary>PostgreSQL's own version.</summary>
    public static async Task<string?> VersionAsync(string? connectionString, CancellationToken cancellation)
    {
        if (connectionString is null) return null;
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        await using var command = source.CreateCommand("SELECT current_setting('server_version') || ', fsync ' || current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit')");
        return (string?)await command.ExecuteScalarAsync(cancellation);
    }

    public DatabaseCounts Since(DatabaseCounts before) => new(Commits - before.Commits, RowsInserted - before.RowsInserted, RowsUpdated - before.RowsUpdated, WalBytes - before.WalBytes);
}
