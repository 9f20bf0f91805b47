using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Stations;
using Csms.Engine.Storage;
using Csms.Engine.Units;

namespace Csms.Engine.LocalLists;

/// <summary>
/// What every station's local list is and should be: in memory, and behind it in the store. Read by screens and endpoints; the one way to change it is a
/// pure step.
/// </summary>
public sealed class LocalListBook : IKeepsEntered
{
    private readonly ConcurrentDictionary<StationId, Entry> _entries = new();
    private readonly ConcurrentDictionary<StationId, LocalListLimits> _limits = new();
    private readonly LocalListStore _store;
    private readonly WantedLists _wanted;
    private readonly StationRegistry _registry;
    private readonly IOcppDialect _newest;

    internal LocalListBook(LocalListStore store, WantedLists wanted, StationRegistry registry, IEnumerable<IOcppDialect> dialects)
    {
        _store = store;
        _wanted = wanted;
        _registry = registry;
        _newest = dialects.Single(dialect => dialect.Version == OcppVersions.All[0]);
    }

    /// <summary>Something about a station's list has changed. Returns at once.</summary>
    public event Action<StationId>? Changed;

    /// <inheritdoc/>
    public string Kind => EnteredKinds.LocalList;

    /// <summary>Stations whose list follows the tokens.</summary>
    internal IEnumerable<StationId> Automatic => _entries.Where(pair => pair.Value.Current.Mode == LocalListMode.Automatic).Select(pair => pair.Key);

    /// <summary>What is known of a station's list.</summary>
    public LocalListState Find(StationId station) => _entries.TryGetValue(station, out var entry) ? entry.Current : LocalListState.None;

    /// <summary>What a station takes, as far as it was read for an update.</summary>
    public LocalListLimits LimitsOf(StationId station) => _limits.GetValueOrDefault(station, LocalListLimits.Unknown);

    /// <summary>What should stand on it, as of now.</summary>
    public WantedList WantedOf(StationId station) => _wanted.Of(Find(station), LimitsOf(station).Entries, DialectOf(station));

    /// <summary>Stations that have one of these tokens on their list, as far as it was sent from here; true: the list follows the tokens by itself.</summary>
    public IReadOnlyList<(StationId Station, bool Follows)> HoldersOf(IReadOnlyCollection<string> idTokens) =>
        [.. _entries.Select(pair => (pair.Key, pair.Value.Current)).Where(each => idTokens.Any(token => each.Current.Held.Find(token) is not null)).Select(each => (each.Key, each.Current.Mode == LocalListMode.Automatic))];

    /// <summary>How it stands.</summary>
    public LocalListStanding StandingOf(StationId station)
    {
        var state = Find(station);
        return LocalListSteps.Standing(state, state.Mode == LocalListMode.Off ? state.Held : WantedOf(station).List);
    }

    /// <summary>Decides who sees to a station's list, and which groups belong on it.</summary>
    /// <param name="station">Which.</param>
    /// <param name="mode">Who.</param>
    /// <param name="groups">Only tokens of these; none: all.</param>
    /// <param name="cancellation">Gives up before it is stored.</param>
    /// <returns>As it was before.</returns>
    /// <exception cref="Npgsql.NpgsqlException">It could not be stored; it counts in memory and is stored when the database is back.</exception>
    public async Task<LocalListState> DecideAsync(StationState station, LocalListMode mode, IEnumerable<string> groups, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        var before = Find(station.Id);
        ImmutableArray<string> chosen = [.. groups.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
        if (Step(station, state => LocalListSteps.Decided(state, mode, chosen))) await KeepAsync(station.Id, cancellation);
        return before;
    }

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        var keys = ids?.Select(id => int.TryParse(id, CultureInfo.InvariantCulture, out var key) ? key : 0).ToHashSet();
        var stored = await _store.LoadAsync(keys, cancellation);
        if (stored.Count == 0) return;
        foreach (var station in _registry.States)
        {
            if (!stored.TryGetValue(station.Key, out var state)) continue;
            var shared = state with { Held = _wanted.Share(state.Held) };
            var read = new Entry(station.Key, shared);
            var entry = _entries.GetOrAdd(station.Id, read);
            if (ReferenceEquals(entry, read) || entry.TakeOver(shared)) Changed?.Invoke(station.Id);
        }
    }

    /// <summary>Takes a step with what is known of a station's list.</summary>
    /// <param name="station">Which.</param>
    /// <param name="step">Pure; the same back when there is nothing to change.</param>
    internal bool Step(StationState station, Func<LocalListState, LocalListState> step)
    {
        if (!_entries.TryGetValue(station.Id, out var entry))
        {
            if (ReferenceEquals(step(LocalListState.None), LocalListState.None)) return false; // of most stations nothing is known
            entry = _entries.GetOrAdd(station.Id, static (_, key) => new Entry(key, LocalListState.None), station.Key);
        }

        if (!entry.Step(state =>
        {
            var after = step(state);
            return ReferenceEquals(after.Held, state.Held) ? after : after with { Held = _wanted.Share(after.Held) };
        }))
        {
            return false;
        }

        Changed?.Invoke(station.Id);
        return true;
    }

    /// <summary>Ends when what is known of a station's list is stored.</summary>
    internal async Task KeepAsync(StationId station, CancellationToken cancellation)
    {
        if (_entries.TryGetValue(station, out var entry)) await entry.WriteAsync(_store, cancellation);
    }

    /// <summary>Stores what could not be stored before.</summary>
    internal async Task KeepAllAsync(CancellationToken cancellation)
    {
        foreach (var (_, entry) in _entries)
        {
            if (!entry.IsWritten) await entry.WriteAsync(_store, cancellation);
        }
    }

    internal void Learn(StationId station, LocalListLimits limits) => _limits[station] = limits;

    internal void Forget(StationId station)
    {
        _entries.TryRemove(station, out _);
        _limits.TryRemove(station, out _);
    }

    internal void Sweep() => _wanted.Sweep();

    private IOcppDialect DialectOf(StationId station) => _registry.TryGet(station, out var actor) && actor.Link is { } link ? link.Dialect : _newest;

    /// <summary>One station in the book: what is known now, and what of it stands in the store.</summary>
    private sealed class Entry(int stationKey, LocalListState stored)
    {
        private readonly Lock _gate = new();
        private LocalListState _current = stored;
        private LocalListState _written = stored;
        private Task _writing = Task.CompletedTask;

        public LocalListState Current => Volatile.Read(ref _current);

        public bool IsWritten => ReferenceEquals(Current, Volatile.Read(ref _written));

        public bool Step(Func<LocalListState, LocalListState> step)
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
        public bool TakeOver(LocalListState newer)
        {
            lock (_gate)
            {
                if (newer.Revision <= _current.Revision) return false;
                Volatile.Write(ref _written, newer);
                Volatile.Write(ref _current, newer);
                return true;
            }
        }

        /// <summary>Writes what is not written yet; one write after the other.</summary>
        public Task WriteAsync(LocalListStore store, CancellationToken cancellation)
        {
            lock (_gate)
            {
                return _writing = WriteAfterAsync(_writing, store, cancellation);
            }
        }

        private async Task WriteAfterAsync(Task before, LocalListStore store, CancellationToken cancellation)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
            var current = Current;
            if (ReferenceEquals(current, _written)) return;
            await store.SaveAsync(stationKey, current, cancellation);
            Volatile.Write(ref _written, current);
        }
    }
}
