using System.Collections.Concurrent;
using System.Collections.Immutable;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Certificates;

/// <summary>The security events of every station: the newest in memory, and written behind into the store.</summary>
public sealed partial class SecurityEvents : BackgroundService, IStationObserver
{
    /// <summary>The most that are kept of a station; older ones are in the message log.</summary>
    public const int Kept = 100;

    /// <summary>The most that wait for the store: past that it has been away for long, and the message log has them.</summary>
    private const int MostWaiting = 20_000;

    private static readonly TimeSpan WriteInterval = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<StationId, ImmutableList<SecurityEvent>> _events = new();
    private readonly ConcurrentQueue<(int Station, SecurityEvent Event)> _waiting = new();
    private readonly SecurityEventStore _store;
    private readonly StationRegistry _registry;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal SecurityEvents(SecurityEventStore store, StationRegistry registry, TimeProvider time, ILogger<SecurityEvents> logger)
    {
        _store = store;
        _registry = registry;
        _time = time;
        _logger = logger;
    }

    /// <summary>A station has told of one. Raised on the station's path: returns at once.</summary>
    public event Action<StationId>? Changed;

    /// <summary>Those of a station, the last told first.</summary>
    public IReadOnlyList<SecurityEvent> Of(StationId station) => _events.GetValueOrDefault(station, []);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var stored = await _store.LoadAsync(cancellationToken);
        foreach (var state in _registry.States)
        {
            if (stored.TryGetValue(state.Key, out var events)) _events[state.Id] = events;
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    void IStationObserver.Removed(StationState state) => _events.TryRemove(state.Id, out _);

    void IStationObserver.Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        if (message is not SecurityEventReported told || state.Profile.Registration != RegistrationStatus.Accepted) return;
        var fresh = new SecurityEvent(told.Type, told.At ?? at, at, told.TechInfo);
        var before = _events.GetValueOrDefault(state.Id, []);
        if (told.At is not null && before.Exists(each => each.Type == fresh.Type && each.At == fresh.At && each.TechInfo == fresh.TechInfo)) return; // told again: its answer was lost

        // One writer: the station's own path.
        _events[state.Id] = before.Insert(0, fresh) is { Count: > Kept } many ? many.RemoveRange(Kept, many.Count - Kept) : before.Insert(0, fresh);
        _waiting.Enqueue((state.Key, fresh));
        if (_waiting.Count > MostWaiting && _waiting.TryDequeue(out _)) LogDropped();
        Changed?.Invoke(state.Id);
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
        var batch = _waiting.Take(1000).ToList();
        if (batch.Count == 0) return;
        try
        {
            await _store.AddAsync(batch, Kept, cancellation);
            for (var written = 0; written < batch.Count && _waiting.TryPeek(out var first) && ReferenceEquals(first.Event, batch[written].Event); written++) _waiting.TryDequeue(out _);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
        {
            LogNotWritten(exception, batch.Count); // they stay, and are tried again
        }
    }

    [LoggerMessage(3600, LogLevel.Warning, "{Count} security events could not be stored; it is tried again")]
    private partial void LogNotWritten(Exception exception, int count);

    [LoggerMessage(3601, LogLevel.Warning, "The store has been away for long: the oldest security event that waited for it is let go")]
    private partial void LogDropped();
}
