using System.Threading.Channels;
using Csms.Engine.Events;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Stations.Limits;

/// <summary>
/// Limits that wait for the transaction of their remote start, in memory and in the store. The transaction takes them over when it shows the number of the
/// request; from then on they are the session's, and are said with every answer until the station holds them (E16).
/// </summary>
public sealed partial class StartLimitBook : BackgroundService, IStationObserver, IKeepsEntered
{
    /// <summary>How long they wait: as long as a command can wait for its station, and a day for the car.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromDays(8);

    private readonly HeldTable<(StationId Station, int RemoteStartId), StartLimit> _held;
    private readonly Channel<(StationId Station, int RemoteStartId)> _used = Channel.CreateBounded<(StationId, int)>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite }); // full: its time ends it
    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal StartLimitBook(NpgsqlDataSource database, TimeProvider time, ILogger<StartLimitBook> logger)
    {
        (_database, _time, _logger) = (database, time, logger);
        _held = new(database, "SELECT station_id, remote_start_id, max_cost, max_energy_wh, max_seconds, max_soc, until FROM csms.start_limits", Read, limit => (limit.Station, limit.RemoteStartId));
    }

    /// <inheritdoc/>
    public string Kind => EnteredKinds.StartLimit;

    /// <summary>Those that wait at a station, by number.</summary>
    public IReadOnlyList<StartLimit> Of(StationId station)
    {
        var now = _time.GetUtcNow();
        return [.. _held.Rows.Where(limit => limit.Station == station && limit.Until > now).OrderBy(limit => limit.RemoteStartId)];
    }

    /// <summary>Limits that wait for a transaction; null: none do.</summary>
    /// <param name="station">Where it runs.</param>
    /// <param name="remoteStartId">The number that it shows.</param>
    /// <param name="now">The time.</param>
    public TransactionLimits? Find(StationId station, int remoteStartId, DateTimeOffset now) => _held.Find((station, remoteStartId)) is { } limit && limit.Until > now ? limit.Limits : null;

    /// <summary>Wants limits for the transaction of a remote start, in place of those wanted before; they are stored when this returns.</summary>
    /// <returns>As they are now, and as they were.</returns>
    public async Task<(StartLimit Now, StartLimit? Before)> PutAsync(StationId station, int remoteStartId, TransactionLimits limits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var now = _time.GetUtcNow();
        var wanted = new StartLimit(station, remoteStartId, limits, now + Wait);
        await using var command = _database.CreateCommand(
            """
            WITH over AS (DELETE FROM csms.start_limits WHERE until < $8)
            INSERT INTO csms.start_limits (station_id, remote_start_id, max_cost, max_energy_wh, max_seconds, max_soc, until) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (station_id, remote_start_id) DO UPDATE SET max_cost = excluded.max_cost, max_energy_wh = excluded.max_energy_wh,
                max_seconds = excluded.max_seconds, max_soc = excluded.max_soc, until = excluded.until
            """);
        command.Parameters.Text(station.Value).Integer(remoteStartId).Numeric(limits.MaxCost).Numeric(limits.MaxEnergyWh).Integer(limits.MaxTimeSeconds).Integer(limits.MaxSocPercent).Timestamp(wanted.Until).Timestamp(now - Wait);
        return (wanted, await _held.PutAsync(wanted, command, cancellation));
    }

    /// <summary>Wants them no more; false when none waited.</summary>
    public async Task<bool> DeleteAsync(StationId station, int remoteStartId, CancellationToken cancellation)
    {
        await using var command = _database.CreateCommand("DELETE FROM csms.start_limits WHERE station_id = $1 AND remote_start_id = $2");
        command.Parameters.Text(station.Value).Integer(remoteStartId);
        return await _held.DeleteAsync((station, remoteStartId), command, cancellation);
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAgainAsync(null, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation) => _held.ReadAsync(cancellation);

    void IStationObserver.Changed(StationState? before, StationState after)
    {
        if (_held.IsEmpty || before?.Sessions == after.Sessions) return;
        foreach (var session in after.Sessions.Sessions)
        {
            if (session.RemoteStartId is { } number && _held.Find((after.Id, number)) is not null) _used.Writer.TryWrite((after.Id, number));
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _held.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (station, number) in _used.Reader.ReadAllAsync(stoppingToken))
            {
                try
                {
                    await DeleteAsync(station, number, stoppingToken);
                }
                catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
                {
                    LogNotRemoved(exception, station); // at the next change of that session, or at the end of its time
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private static StartLimit Read(NpgsqlDataReader reader) => new(StationId.Parse(reader.GetString(0)), reader.GetInt32(1),
        new TransactionLimits(reader.IsDBNull(2) ? null : reader.GetDecimal(2), reader.IsDBNull(3) ? null : reader.GetDecimal(3), reader.IntegerOrNull(4), reader.IntegerOrNull(5)), reader.GetFieldValue<DateTimeOffset>(6));

    [LoggerMessage(3150, LogLevel.Warning, "Station {Station}: the limits of a remote start were taken over, but could not be removed")]
    private partial void LogNotRemoved(Exception exception, StationId station);
}
