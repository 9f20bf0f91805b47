using System.Collections.Concurrent;
using System.Collections.Immutable;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Energy.Profiles;

/// <summary>
/// What is known of every station's smart charging: in memory, and behind it in the store. Read by screens, endpoints and by whoever allots power; the
/// one way to change it is a pure step.
/// </summary>
public sealed partial class ChargingBook : BackgroundService, IEvsePowers
{
    private static readonly TimeSpan WriteInterval = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<StationId, ChargingEntry> _entries = new();
    private readonly ConcurrentDictionary<StationId, StationAbility> _abilities = new();
    private readonly ConcurrentDictionary<StationId, ChargingEntry> _dirty = new();
    private readonly ChargingStore _store;
    private readonly StationRegistry _registry;
    private readonly SiteDirectory _sites;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal ChargingBook(ChargingStore store, StationRegistry registry, SiteDirectory sites, TimeProvider time, ILogger<ChargingBook> logger)
    {
        _store = store;
        _registry = registry;
        _sites = sites;
        _time = time;
        _logger = logger;
    }

    /// <summary>Something of a station's smart charging has changed. Raised on the station's path: returns at once.</summary>
    public event Action<StationId>? Changed;

    /// <summary>What is known of a station.</summary>
    public StationCharging Find(StationId station) => _entries.TryGetValue(station, out var entry) ? entry.Current : StationCharging.None;

    /// <summary>What a station can do.</summary>
    public StationAbility AbilityOf(StationId station) => _abilities.GetValueOrDefault(station, StationAbility.Unknown);

    /// <summary>What the limit of an EVSE (0: of the station) is reckoned from, as of now.</summary>
    public EvseStack StackOf(StationState station, int evseId)
    {
        ArgumentNullException.ThrowIfNull(station);
        return Stacks.Of(station, Find(station.Id), AbilityOf(station.Id), evseId, station.Profile.SiteId is { } site ? _sites.ZoneOf(site) : null);
    }

    /// <summary>What limits an EVSE (0: the station) now; null in it: no profile does.</summary>
    public CompositePeriod Now(StationState station, int evseId) => Composite.At(StackOf(station, evseId), _time.GetUtcNow());

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var (stations, abilities) = (await _store.LoadAsync(cancellationToken), await _store.AbilitiesAsync(cancellationToken));
        foreach (var state in _registry.States)
        {
            if (abilities.TryGetValue(state.Key, out var ability)) _abilities[state.Id] = ability;
            if (!stations.TryGetValue(state.Key, out var stored)) continue;
            _entries[state.Id] = new ChargingEntry(state.Key, stored);
            Step(state, before => ChargingSteps.Resumed(before, state));
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    /// <summary>Takes a step with what is known of a station.</summary>
    /// <param name="station">The station.</param>
    /// <param name="step">Pure; the same back when there is nothing to change.</param>
    internal bool Step(StationState station, Func<StationCharging, StationCharging> step)
    {
        if (!_entries.TryGetValue(station.Id, out var entry))
        {
            if (ReferenceEquals(step(StationCharging.None), StationCharging.None)) return false; // of most stations nothing is known
            entry = _entries.GetOrAdd(station.Id, static (_, key) => new ChargingEntry(key, StationCharging.None), station.Key);
        }

        if (!entry.Step(step)) return false;
        _dirty[station.Id] = entry;
        Changed?.Invoke(station.Id);
        return true;
    }

    ImmutableDictionary<int, decimal> IEvsePowers.PowersOf(StationId station) => AbilityOf(station).MaxPowerW;

    /// <summary>What a station told of what it can.</summary>
    internal void Learn(StationId station, IEnumerable<VariableReported> told)
    {
        var variables = told.Where(each => StationAbility.Variables.Contains(each.Variable)).ToList();
        if (variables.Count == 0) return;
        _abilities.AddOrUpdate(
            station,
            static (_, list) => list.Aggregate(StationAbility.Unknown, static (ability, each) => ability.With(each)),
            static (_, before, list) => list.Aggregate(before, static (ability, each) => ability.With(each)),
            variables);
    }

    /// <summary>Ends when what is known of a station is stored.</summary>
    internal async Task KeepAsync(StationId station, CancellationToken cancellation)
    {
        if (_entries.TryGetValue(station, out var entry)) await entry.WriteAsync(_store, cancellation);
    }

    /// <summary>Whether anything is known of a station: on its path a look-up and no more.</summary>
    internal bool Knows(StationId station) => _entries.ContainsKey(station);

    /// <summary>A station is no more; its rows go with it.</summary>
    internal void Forget(StationId station)
    {
        _entries.TryRemove(station, out _);
        _dirty.TryRemove(station, out _);
        _abilities.TryRemove(station, out _);
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
        foreach (var (station, entry) in _dirty)
        {
            try
            {
                await entry.WriteAsync(_store, cancellation);
                if (entry.IsWritten) _dirty.TryRemove(new(station, entry));
                if (!entry.IsWritten) _dirty[station] = entry; // it moved on in between
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
            {
                LogNotWritten(exception, station);
                return; // all of it stays marked, and is tried again
            }
        }
    }

    [LoggerMessage(3500, LogLevel.Warning, "Station {Station}: what is known of its smart charging could not be stored; it is tried again")]
    private partial void LogNotWritten(Exception exception, StationId station);
}
