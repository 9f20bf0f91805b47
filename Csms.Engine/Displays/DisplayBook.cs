using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Displays;

/// <summary>
/// What stations show on their displays (2.1 block O): in memory, and behind it in the store. Kept right by what they accept, by what they tell when they
/// are asked, by the end of transactions and by time.
/// </summary>
public sealed partial class DisplayBook : BackgroundService, ICommandFollower, IStationObserver, IStationDesk, IKeepsEntered
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<StationId, Entry> _entries = new();
    private readonly DisplayStore _store;
    private readonly StationRegistry _registry;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal DisplayBook(DisplayStore store, StationRegistry registry, TimeProvider time, ILogger<DisplayBook> logger)
    {
        _store = store;
        _registry = registry;
        _time = time;
        _logger = logger;
    }

    /// <summary>Something about a station's display has changed. Returns at once.</summary>
    public event Action<StationId>? Changed;

    /// <inheritdoc/>
    public string Kind => EnteredKinds.Display;

    /// <summary>What is known of a station's display.</summary>
    public StationDisplay Find(StationId station) => _entries.TryGetValue(station, out var entry) ? entry.Current : StationDisplay.None;

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        var stored = await _store.LoadAsync(ids?.Select(id => int.TryParse(id, CultureInfo.InvariantCulture, out var key) ? key : 0).ToHashSet(), cancellation);
        if (stored.Count == 0) return;
        foreach (var station in _registry.States)
        {
            if (!stored.TryGetValue(station.Key, out var display)) continue;
            var read = new Entry(station.Key, display);
            var entry = _entries.GetOrAdd(station.Id, read);
            if (ReferenceEquals(entry, read) || entry.TakeOver(display)) Changed?.Invoke(station.Id);
        }
    }

    /// <inheritdoc/>
    public async Task AnsweredAsync(StationState station, StationCommand command, JsonElement body, CommandReading reading, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(reading);
        var now = _time.GetUtcNow();
        var changed = (command.Action, reading.Status) switch
        {
            ("SetDisplayMessage", "Accepted") => Step(station, before => DisplaySteps.Set(before, body, command.Actor, now)),
            ("ClearDisplayMessage", "Accepted" or "Unknown") => Step(station, before => DisplaySteps.Cleared(before, body.TryGetProperty("id", out var id) && id.TryGetInt32(out var number) ? number : null)),
            ("GetDisplayMessages", _) => Step(station, before => DisplaySteps.Asked(before, body, reading.Status, now)),
            _ => false,
        };
        if (changed) await WriteAsync(cancellation);
    }

    bool IStationDesk.Takes(StationMessage message) => message is DisplayMessagesReported;

    /// <summary>What the station tells of its display is stored before it is answered.</summary>
    async Task<StationAnswer?> IStationDesk.AnswerAsync(StationState station, StationMessage message, CancellationToken cancellation)
    {
        Step(station, before => DisplaySteps.Reported(before, (DisplayMessagesReported)message, _time.GetUtcNow()));
        await WriteAsync(cancellation);
        return null;
    }

    void IStationObserver.Changed(StationState? before, StationState after)
    {
        if (before is null || before.Sessions == after.Sessions || !_entries.ContainsKey(after.Id)) return;
        foreach (var session in before.Sessions.Sessions)
        {
            if (session.IsActive && after.Sessions.ById(session.Id) is not { IsActive: true }) Step(after, display => DisplaySteps.Ended(display, session.TransactionId));
        }
    }

    void IStationObserver.Removed(StationState state) => _entries.TryRemove(state.Id, out _);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAgainAsync(null, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var now = _time.GetUtcNow();
                foreach (var (station, entry) in _entries)
                {
                    if (entry.Step(before => DisplaySteps.Passed(before, now))) Changed?.Invoke(station);
                }

                try
                {
                    await WriteAsync(stoppingToken);
                }
                catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
                {
                    LogNotStored(exception);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private bool Step(StationState station, Func<StationDisplay, StationDisplay> step)
    {
        if (!_entries.TryGetValue(station.Id, out var entry))
        {
            if (ReferenceEquals(step(StationDisplay.None), StationDisplay.None)) return false; // of most stations nothing is known
            entry = _entries.GetOrAdd(station.Id, static (_, key) => new Entry(key, StationDisplay.None), station.Key);
        }

        if (!entry.Step(step)) return false;
        Changed?.Invoke(station.Id);
        return true;
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        foreach (var (_, entry) in _entries)
        {
            if (entry.IsWritten) continue;
            var current = entry.Current;
            await _store.SaveAsync(entry.StationKey, current, cancellation); // an older one that comes late is not taken
            entry.Written = current;
        }
    }

    [LoggerMessage(3800, LogLevel.Warning, "What is known of displays could not be stored; it is tried again")]
    private partial void LogNotStored(Exception exception);

    /// <summary>One station: what is known now, and what of it stands in the store.</summary>
    private sealed class Entry(int stationKey, StationDisplay stored)
    {
        private readonly Lock _gate = new();
        private StationDisplay _current = stored;
        private StationDisplay _written = stored;

        public int StationKey => stationKey;

        public StationDisplay Current => Volatile.Read(ref _current);

        public StationDisplay Written { set => Volatile.Write(ref _written, value); }

        public bool IsWritten => ReferenceEquals(Current, Volatile.Read(ref _written));

        public bool Step(Func<StationDisplay, StationDisplay> step)
        {
            lock (_gate)
            {
                var after = step(_current);
                if (ReferenceEquals(after, _current)) return false;
                Volatile.Write(ref _current, after);
                return true;
            }
        }

        /// <summary>Another node has written something newer.</summary>
        public bool TakeOver(StationDisplay newer)
        {
            lock (_gate)
            {
                if (newer.Revision <= _current.Revision) return false;
                Volatile.Write(ref _written, newer);
                Volatile.Write(ref _current, newer);
                return true;
            }
        }
    }
}
