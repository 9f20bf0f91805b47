using System.Collections.Concurrent;
using System.Collections.Immutable;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;

namespace Csms.Engine.LiveView;

/// <summary>
/// What screens read: the stations' own immutable states, sums kept as they change, and notices that something changed: single changes at once, many
/// of them five times a second (<see cref="NoticePace"/>); the reader then reads what it shows. Nothing here waits for a reader. With the host the
/// notices end: an open page outlives the services that it would draw from.
/// </summary>
public sealed class LiveBoard(StationRegistry registry, TimeProvider time) : IStationObserver, IHostedService, IDisposable
{
    /// <summary>How often it is looked whose turn has come.</summary>
    private static readonly TimeSpan Turn = NoticePace.Shortest;

    private const string NoSite = "";

    private readonly Tally _network = new();
    private readonly ConcurrentDictionary<string, Tally> _sites = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private ImmutableArray<LiveSubscription> _subscriptions = [];
    private ITimer? _timer;
    private bool _ended;
    private long _listVersion;
    private long _version;
    private volatile StationList? _sorted;
    private volatile Snapshot? _snapshot;

    /// <summary>Sums of the whole network.</summary>
    public NetworkTotals Totals => _network.Read();

    /// <summary>Sums of what a scope sees.</summary>
    public NetworkTotals TotalsOf(LiveScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (ReferenceEquals(scope, LiveScope.All))
        {
            return Totals;
        }

        var sum = NetworkTotals.Empty;
        foreach (var (siteId, tally) in _sites)
        {
            if (scope.SeesSite(siteId == NoSite ? null : siteId))
            {
                sum = Sum(sum, tally.Read());
            }
        }

        return sum;
    }

    /// <summary>Sums of one site.</summary>
    public NetworkTotals TotalsOf(string? siteId) => _sites.TryGetValue(siteId ?? NoSite, out var tally) ? tally.Read() : NetworkTotals.Empty;

    /// <summary>A station as of now; null when there is none or the scope does not see it.</summary>
    public StationState? Find(StationId id, LiveScope scope) => registry.Find(id) is { } state && scope.Sees(state) ? state : null;

    /// <summary>All stations that a scope sees, by identity, as of now.</summary>
    public IReadOnlyList<StationState> Stations(LiveScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var all = All();
        if (ReferenceEquals(scope, LiveScope.All))
        {
            return all;
        }

        var seen = new List<StationState>();
        foreach (var state in all)
        {
            if (scope.Sees(state))
            {
                seen.Add(state);
            }
        }

        return seen;
    }

    /// <summary>Calls back, on the thread pool, when something that the scope sees has changed.</summary>
    /// <param name="scope">What the reader may see.</param>
    /// <param name="station">Only this station; null: any.</param>
    /// <param name="changed">Returns at once: it marks the reader for a redraw.</param>
    /// <returns>Dispose to end it.</returns>
    public IDisposable Subscribe(LiveScope scope, StationId? station, Action changed)
    {
        var subscription = new LiveSubscription(this, scope, station, changed, time);
        lock (_gate)
        {
            _subscriptions = _subscriptions.Add(subscription);
            if (!_ended)
            {
                _timer ??= time.CreateTimer(static board => ((LiveBoard)board!).Notify(), this, Turn, Turn);
            }
        }

        return subscription;
    }

    /// <inheritdoc/>
    public void Changed(StationState? before, StationState after)
    {
        if (before is null)
        {
            Interlocked.Increment(ref _listVersion);
        }

        Interlocked.Increment(ref _version);
        _network.Move(before, after);
        if (before is not null && before.Profile.SiteId == after.Profile.SiteId)
        {
            SiteTally(after).Move(before, after);
        }
        else
        {
            if (before is not null)
            {
                SiteTally(before).Move(before, null);
            }

            SiteTally(after).Move(null, after);
        }

        foreach (var subscription in _subscriptions)
        {
            subscription.Mark(after);
        }
    }

    /// <inheritdoc/>
    public void Removed(StationState state)
    {
        Interlocked.Increment(ref _listVersion);
        Interlocked.Increment(ref _version);
        _network.Move(state, null);
        SiteTally(state).Move(state, null);
        foreach (var subscription in _subscriptions)
        {
            subscription.Mark(state);
        }
    }

    /// <inheritdoc/>
    public void Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        // A message that changes nothing is no change; its age is read from the station's pulse.
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _ended = true;
            _timer?.Dispose();
            _timer = null;
        }

        return Task.CompletedTask;
    }

    internal void Remove(LiveSubscription subscription)
    {
        lock (_gate)
        {
            _subscriptions = _subscriptions.Remove(subscription);
            if (_subscriptions.IsEmpty)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }
    }

    private static NetworkTotals Sum(NetworkTotals a, NetworkTotals b) => new()
    {
        Stations = a.Stations + b.Stations,
        Online = a.Online + b.Online,
        Offline = a.Offline + b.Offline,
        Pending = a.Pending + b.Pending,
        Evses = [.. a.Evses.Zip(b.Evses, static (x, y) => x + y)],
        PowerW = a.PowerW + b.PowerW,
        Sessions = a.Sessions + b.Sessions,
    };

    private Tally SiteTally(StationState state) => _sites.GetOrAdd(state.Profile.SiteId ?? NoSite, static _ => new Tally());

    /// <summary>Every station by identity. The same list for as long as nothing has changed: all who see everything share it.</summary>
    private IReadOnlyList<StationState> All()
    {
        // The version is read first: what changes meanwhile makes the next reader look again.
        var version = Interlocked.Read(ref _version);
        if (_snapshot is { } known && known.Version == version)
        {
            return known.States;
        }

        var actors = Sorted();
        var states = new StationState[actors.Length];
        for (var i = 0; i < actors.Length; i++)
        {
            states[i] = actors[i].State;
        }

        _snapshot = new Snapshot(version, states);
        return states;
    }

    private StationActor[] Sorted()
    {
        var version = Interlocked.Read(ref _listVersion);
        if (_sorted is { } sorted && sorted.Version == version)
        {
            return sorted.Actors;
        }

        StationActor[] actors = [.. registry.Actors.OrderBy(actor => actor.Id.Value, StringComparer.Ordinal)];
        _sorted = new StationList(version, actors);
        return actors;
    }

    private void Notify()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.TellInTurn();
        }
    }

    private sealed record StationList(long Version, StationActor[] Actors);

    private sealed record Snapshot(long Version, StationState[] States);
}
