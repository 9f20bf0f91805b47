using System.Threading.Channels;
using Csms.Engine.Events;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Stations.Logs;

/// <summary>Follows what stations say about their uploads, and deletes log files beyond their retention or of stations that are no more.</summary>
internal sealed partial class LogFileKeeper(LogFileStore store, LogFiles files, IOptions<RetentionOptions> retention, TimeProvider time, ILogger<LogFileKeeper> logger)
    : BackgroundService, IStationObserver
{
    private const int Waiting = 4096;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly ILogger _logger = logger;

    // A word that finds it full is lost here, not in the raw log.
    private readonly Channel<Notice> _notices = Channel.CreateBounded<Notice>(new BoundedChannelOptions(Waiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    void IStationObserver.Removed(StationState state) => _notices.Writer.TryWrite(new Notice(state.Id, null, null, default));

    void IStationObserver.Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        if (message is NoticeReported { Action: "LogStatusNotification" or "DiagnosticsStatusNotification", Status: { } status and not "Idle" } notice)
        {
            _notices.Writer.TryWrite(new Notice(state.Id, notice.RequestId, status, at));
        }
    }

    /// <summary>Deletes what is beyond its retention.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        if (retention.Value.LogFilesDays == 0) return;
        foreach (var id in await store.DeleteBeforeAsync(time.GetUtcNow().AddDays(-retention.Value.LogFilesDays), cancellation)) files.Discard(id);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        files.DiscardPieces();
        await Task.WhenAll(FollowAsync(stoppingToken), SweepHourlyAsync(stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task FollowAsync(CancellationToken stopping)
    {
        await foreach (var notice in _notices.Reader.ReadAllAsync(stopping))
        {
            try
            {
                if (notice.Status is { } status) await store.StatusAsync(notice.Station, notice.RequestId, status, notice.At, stopping);
                else foreach (var id in await store.DeleteAsync(notice.Station, stopping)) files.Discard(id);
            }
            catch (NpgsqlException exception)
            {
                LogFailed(exception);
            }
        }
    }

    private async Task SweepHourlyAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await SweepAsync(stopping);
            }
            catch (NpgsqlException exception)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    [LoggerMessage(3125, LogLevel.Warning, "The record of log files could not be kept")]
    private partial void LogFailed(Exception exception);

    /// <summary>What a station said of an upload; without a status the station is no more.</summary>
    private sealed record Notice(StationId Station, int? RequestId, string? Status, DateTimeOffset At);
}
