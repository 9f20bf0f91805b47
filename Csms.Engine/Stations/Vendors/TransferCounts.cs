using Csms.Engine.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Stations.Vendors;

/// <summary>How often each DataTransfer message came and what was answered: in memory, and added to the store twice a minute and at the stop.</summary>
public sealed partial class TransferCounts : BackgroundService
{
    /// <summary>The most different ones that are told apart: a station that makes up names must not fill the memory.</summary>
    public const int Most = 500;

    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string, string, string), TransferCount> _all = [];
    private readonly Dictionary<(string, string, string), long> _unwritten = [];
    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal TransferCounts(NpgsqlDataSource database, TimeProvider time, ILogger<TransferCounts> logger) => (_database, _time, _logger) = (database, time, logger);

    /// <summary>All, the last that came first.</summary>
    public IReadOnlyList<TransferCount> All
    {
        get
        {
            lock (_gate) return [.. _all.Values.OrderByDescending(count => count.LastAt)];
        }
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var command = _database.CreateCommand("SELECT vendor_id, message_id, status, seen, last_at, last_station, last_reason FROM csms.transfer_counts ORDER BY last_at DESC LIMIT $1");
        command.Parameters.Integer(Most);
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                var count = new TransferCount(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetString(5), reader.TextOrNull(6));
                lock (_gate) _all[Place(count)] = count;
            }
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    internal void Add(TransferCount seen)
    {
        lock (_gate)
        {
            var place = Place(seen);
            if (_all.TryGetValue(place, out var before)) seen = seen with { Seen = before.Seen + 1 };
            else if (_all.Count >= Most) return;
            _all[place] = seen;
            _unwritten[place] = _unwritten.GetValueOrDefault(place) + 1;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(WriteInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await WriteAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return; // what is left is written at the stop
        }
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        List<TransferCount> taken;
        lock (_gate)
        {
            taken = [.. _unwritten.Select(each => _all[each.Key] with { Seen = each.Value })];
            _unwritten.Clear();
        }

        if (taken.Count == 0) return;
        try
        {
            await using var command = _database.CreateCommand(
                """
                INSERT INTO csms.transfer_counts AS c (vendor_id, message_id, status, seen, last_at, last_station, last_reason)
                SELECT vendor_id, message_id, status, seen, last_at::timestamptz, last_station, last_reason
                FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[]) AS n (vendor_id, message_id, status, seen, last_at, last_station, last_reason)
                ON CONFLICT (vendor_id, message_id, status) DO UPDATE SET
                    seen = c.seen + excluded.seen, last_at = greatest(c.last_at, excluded.last_at), last_station = excluded.last_station, last_reason = excluded.last_reason
                """);
            command.Parameters.Texts(taken.Select(each => StationText.Storable(each.VendorId)!)).Texts(taken.Select(each => StationText.Storable(each.MessageId)!)).Texts(taken.Select(each => each.Status))
                .Bigints(taken.Select(each => each.Seen)).Texts(taken.Select(each => each.LastAt.ToString("O"))).Texts(taken.Select(each => each.LastStation)).Texts(taken.Select(each => StationText.Storable(each.LastReason)!));
            await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException or OperationCanceledException)
        {
            lock (_gate)
            {
                foreach (var each in taken) _unwritten[Place(each)] = _unwritten.GetValueOrDefault(Place(each)) + each.Seen;
            }

            if (exception is not OperationCanceledException) LogNotWritten(exception, taken.Count); // the stop writes them
        }
    }

    private static (string, string, string) Place(TransferCount count) => (count.VendorId, count.MessageId, count.Status);

    [LoggerMessage(3660, LogLevel.Warning, "{Count} counts of DataTransfer messages could not be stored; it is tried again")]
    private partial void LogNotWritten(Exception exception, int count);
}
