using System.Collections.Concurrent;
using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Customers;

/// <summary>
/// Sees to it that nothing of a customer stays with us: a short time after it came, and at once where the station was only told to clear, the request and
/// its report are masked in the raw log, and the request among the commands.
/// </summary>
public sealed partial class CustomerDataKeeper : BackgroundService, ICommandFollower, IStationObserver
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Past = TimeSpan.FromDays(2);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    // The record of a command that is answered is written after its followers have heard of it.
    private static readonly TimeSpan Recorded = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<StationId, Wait> _waits = new();
    private readonly ConcurrentDictionary<StationId, DateTimeOffset> _heard = new();
    private readonly ConcurrentDictionary<StationId, int> _gone = new();
    private readonly CustomerStore _store;
    private readonly StationRegistry _registry;
    private readonly TimeSpan _keep;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private DateTimeOffset _fullAt;

    internal CustomerDataKeeper(CustomerStore store, StationRegistry registry, IOptions<CustomerOptions> options, TimeProvider time, ILogger<CustomerDataKeeper> logger) =>
        (_store, _registry, _keep, _time, _logger) = (store, registry, TimeSpan.FromMinutes(options.Value.KeepMinutes), time, logger);

    internal event Action<StationId>? Changed;

    internal void Tell(StationId station) => Changed?.Invoke(station);

    /// <inheritdoc/>
    public Task AnsweredAsync(StationState station, StationCommand command, JsonElement body, CommandReading reading, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(command);
        if (command.Action == CustomerMask.Asked) Note(station.Id, command.QueuedAt, body.TryGetProperty("report", out var report) && report.ValueKind == JsonValueKind.True);
        return Task.CompletedTask;
    }

    void IStationObserver.Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        if (message is NoticeReported { Action: CustomerMask.Told }) Note(state.Id, at, isKept: true);
    }

    void IStationObserver.Removed(StationState state)
    {
        if (_waits.ContainsKey(state.Id)) _gone[state.Id] = state.Key;
        _heard.TryRemove(state.Id, out _);
    }

    /// <summary>One round: takes out what is due.</summary>
    internal async Task SweepAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (now - _fullAt >= TimeSpan.FromMinutes(1))
        {
            // Commands that were never answered, and those of other nodes or of an earlier run.
            var isFirst = _fullAt == default;
            foreach (var (station, from) in await _store.UnfinishedAsync(isFirst ? now - Past : now, cancellation)) _waits.TryAdd(station, new Wait(from, isFirst ? now : from + _keep));
            await _store.RemoveRunsAsync(now - _keep, cancellation);
            _fullAt = now;
        }

        foreach (var (id, wait) in _waits)
        {
            if (wait.DueAt > now && !_gone.ContainsKey(id)) continue;
            try
            {
                await SweepAsync(id, wait, now, cancellation);
            }
            catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
            {
                LogNotRemovedOf(exception, id); // of one station; the others go on
                _waits.TryUpdate(id, wait with { DueAt = now + Again }, wait);
            }
        }
    }

    private async Task SweepAsync(StationId id, Wait wait, DateTimeOffset now, CancellationToken cancellation)
    {
        if (_registry.Find(id) is not { } station)
        {
            // With the station goes what is known of its customers, at once.
            if (_gone.TryGetValue(id, out var key)) await _store.RemoveAsync(key, id, wait.From, now, cancellation);
            else await _store.RemoveCommandsAsync(id, now, cancellation);
            _waits.TryRemove(new(id, wait));
            _gone.TryRemove(id, out _);
            return;
        }

        _gone.TryRemove(id, out _);
        var left = await _store.RemoveAsync(station.Key, id, wait.From, now - _keep, cancellation);
        Changed?.Invoke(id);
        var heard = _heard.GetValueOrDefault(id);
        if (left is null && heard <= now - _keep) _waits.TryRemove(new(id, wait)); // whatever came meanwhile keeps it
        else _waits.TryUpdate(id, wait with { From = left < wait.From ? left.Value : wait.From, DueAt = now < wait.ClearsUntil ? now + Interval : Later(now + Again, (left ?? heard) + _keep) }, wait);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await SweepAsync(_time.GetUtcNow(), stoppingToken);
                }
                catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
                {
                    LogNotRemoved(exception);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return; // the next start goes on
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private void Note(StationId station, DateTimeOffset from, bool isKept)
    {
        var now = _time.GetUtcNow();
        _heard[station] = now;
        var noted = isKept ? new Wait(from, now + _keep) : new Wait(from, now, now + Recorded);
        _waits.AddOrUpdate(station, noted, (_, before) => new Wait(Earlier(before.From, from), Earlier(before.DueAt, noted.DueAt), Later(before.ClearsUntil, noted.ClearsUntil)));
        Changed?.Invoke(station);
    }

    /// <summary>What is to be taken out of a station's messages.</summary>
    /// <param name="From">Since when there may be something.</param>
    /// <param name="DueAt">When it is looked next.</param>
    /// <param name="ClearsUntil">Until when it is looked at every turn for what only cleared.</param>
    private sealed record Wait(DateTimeOffset From, DateTimeOffset DueAt, DateTimeOffset ClearsUntil = default);

    [LoggerMessage(3880, LogLevel.Warning, "Data of customers could not be removed; it is tried again")]
    private partial void LogNotRemoved(Exception exception);

    [LoggerMessage(3881, LogLevel.Warning, "Station {Station}: data of customers could not be removed; it is tried again")]
    private partial void LogNotRemovedOf(Exception exception, StationId station);
}
