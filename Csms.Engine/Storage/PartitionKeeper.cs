using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>
/// Creates the partitions of the tables that grow ahead of time and drops those beyond their retention, at the start and every hour.
/// A row no partition is made for (a crazy clock) is taken by the default partition.
/// </summary>
internal sealed partial class PartitionKeeper(NpgsqlDataSource dataSource, IOptions<RetentionOptions> retention, TimeProvider time, ILogger<PartitionKeeper> logger) : IHostedService, IDisposable
{
    private const long LockKey = 0x6373_7074;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly ILogger _logger = logger;
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>The tables, with the operator's retention.</summary>
    public static IReadOnlyList<PartitionedTable> Tables(RetentionOptions retention) =>
    [
        new("frames", "at", PartitionPeriod.Day, 1, 4, retention.FramesDays),
        // Offline sessions arrive weeks late.
        new("meter_values", "at", PartitionPeriod.Week, 4, 2, retention.MeterValuesDays),
        new("stream_values", "at", PartitionPeriod.Day, 1, 4, retention.StreamValuesDays),
        new("station_events", "received_at", PartitionPeriod.Day, 1, 1, retention.EventsDays),
        new("evse_states", "received_at", PartitionPeriod.Month, 0, 1, retention.StatesDays),
        new("link_states", "at", PartitionPeriod.Month, 0, 1, retention.StatesDays),
    ];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await KeepAsync(cancellationToken);
        _loop = RunAsync(_stopping.Token);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _loop;
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>One round over all tables.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        foreach (var table in Tables(retention.Value))
        {
            try
            {
                await KeepAsync(table, cancellationToken);
            }
            catch (NpgsqlException exception)
            {
                LogFailed(exception, table.Name);
            }
        }

        try
        {
            await ForgetAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            LogFailed(exception, "unclocked_readings");
        }
    }

    /// <summary>Drops the identities of readings that no station repeats any more.</summary>
    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("DELETE FROM csms.unclocked_readings WHERE at < $1");
        command.Parameters.Timestamp(time.GetUtcNow().AddDays(-UnclockedSql.RememberedDays));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping)) await KeepAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // the host stops
        }
    }

    private async Task KeepAsync(PartitionedTable table, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var present = await PresentAsync(connection, table, cancellationToken);
        foreach (var partition in table.Wanted(now).Where(x => !present.Contains(x.Name))) await CreateAsync(connection, table, partition, cancellationToken);
        foreach (var expired in present.Where(x => table.IsExpired(x, now)))
        {
            await ExecuteAsync(connection, $"DROP TABLE IF EXISTS csms.{expired}", cancellationToken);
            LogDropped(expired, table.RetentionDays);
        }
        if (table.RetentionDays > 0)
        {
            var limit = Literal(now.AddDays(-table.RetentionDays));
            await ExecuteAsync(connection, $"DELETE FROM csms.{table.Name}_default WHERE {table.Column} < {limit}", cancellationToken);
        }
    }

    /// <summary>
    /// Made beside, filled with what the default partition took in its place, then attached: a CREATE … PARTITION OF would fail on such rows.
    /// </summary>
    private async Task CreateAsync(NpgsqlConnection connection, PartitionedTable table, Partition partition, CancellationToken cancellationToken)
    {
        var (from, to) = (Literal(partition.From), Literal(partition.To));
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Another node may be at it.
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({LockKey})", cancellationToken);
        if ((await PresentAsync(connection, table, cancellationToken)).Contains(partition.Name)) return;
        await ExecuteAsync(connection, $"CREATE TABLE csms.{partition.Name} (LIKE csms.{table.Name} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)", cancellationToken);
        // No row may slip into the default partition between the move and the attachment.
        await ExecuteAsync(connection, $"LOCK TABLE csms.{table.Name}_default IN ACCESS EXCLUSIVE MODE", cancellationToken);
        var moved = await ExecuteAsync(connection,
            $"WITH moved AS (DELETE FROM csms.{table.Name}_default WHERE {table.Column} >= {from} AND {table.Column} < {to} RETURNING *) INSERT INTO csms.{partition.Name} SELECT * FROM moved",
            cancellationToken);
        await ExecuteAsync(connection, $"ALTER TABLE csms.{table.Name} ATTACH PARTITION csms.{partition.Name} FOR VALUES FROM ({from}) TO ({to})", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogCreated(partition.Name, Math.Max(moved, 0));
    }

    private static async Task<HashSet<string>> PresentAsync(NpgsqlConnection connection, PartitionedTable table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = ('csms.' || $1)::regclass", connection);
        command.Parameters.Text(table.Name);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken)) names.Add(reader.GetString(0));
        return names;
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Literal(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"'{at.UtcDateTime:yyyy-MM-dd HH:mm:ss}+00'");
}
