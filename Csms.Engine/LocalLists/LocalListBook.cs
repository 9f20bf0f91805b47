using System.Collections.Concurrent;
using System.Collections.Immutable;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Kept;
using Csms.Engine.Storage;
using Csms.Engine.Units;

namespace Csms.Engine.LocalLists;

/// <summary>
/// What every station's local list is and should be: in memory, and behind it in the store. Read by screens and endpoints; the one way to change it is a
/// pure step.
/// </summary>
public sealed class LocalListBook : IKeepsEntered
{
    private readonly KeptStates<LocalListState, KeptState<LocalListState>> _kept;
    private readonly ConcurrentDictionary<StationId, LocalListLimits> _limits = new();
    private readonly LocalListStore _store;
    private readonly WantedLists _wanted;
    private readonly StationRegistry _registry;
    private readonly IOcppDialect _newest;

    internal LocalListBook(LocalListStore store, WantedLists wanted, StationRegistry registry, IEnumerable<IOcppDialect> dialects)
    {
        _store = store;
        _kept = new(LocalListState.None, static (key, stored) => new(key, stored), store.SaveAsync, station => Changed?.Invoke(station));
        _wanted = wanted;
        _registry = registry;
        _newest = dialects.Single(dialect => dialect.Version == OcppVersions.All[0]);
    }

    /// <summary>Something about a station's list has changed. Returns at once.</summary>
    public event Action<StationId>? Changed;

    /// <inheritdoc/>
    public string Kind => EnteredKinds.LocalList;

    /// <summary>Stations whose list follows the tokens.</summary>
    internal IEnumerable<StationId> Automatic => _kept.All.Where(each => each.State.Mode == LocalListMode.Automatic).Select(each => each.Station);

    /// <summary>What is known of a station's list.</summary>
    public LocalListState Find(StationId station) => _kept.Find(station);

    /// <summary>What a station takes, as far as it was read for an update.</summary>
    public LocalListLimits LimitsOf(StationId station) => _limits.GetValueOrDefault(station, LocalListLimits.Unknown);

    /// <summary>What should stand on it, as of now.</summary>
    public WantedList WantedOf(StationId station) => _wanted.Of(station, Find(station), LimitsOf(station).Entries, DialectOf(station));

    /// <summary>Stations that have one of these tokens on their list, as far as it was sent from here; true: the list follows the tokens by itself.</summary>
    public IReadOnlyList<(StationId Station, bool Follows)> HoldersOf(IReadOnlyCollection<string> idTokens) =>
        [.. _kept.All.Where(each => idTokens.Any(token => each.State.Held.Find(token) is not null)).Select(each => (each.Station, each.State.Mode == LocalListMode.Automatic))];

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
        var stored = await _store.LoadAsync(KeptStates<LocalListState, KeptState<LocalListState>>.Keys(ids), cancellation);
        _kept.TakeOver(_registry.States, stored.ToDictionary(pair => pair.Key, pair => pair.Value with { Held = _wanted.Share(pair.Value.Held) }));
    }

    /// <summary>Takes a step with what is known of a station's list.</summary>
    /// <param name="station">Which.</param>
    /// <param name="step">Pure; the same back when there is nothing to change.</param>
    internal bool Step(StationState station, Func<LocalListState, LocalListState> step) => _kept.Step(station, state =>
    {
        var after = step(state);
        return ReferenceEquals(after.Held, state.Held) ? after : after with { Held = _wanted.Share(after.Held) };
    });

    /// <summary>Ends when what is known of a station's list is stored.</summary>
    internal Task KeepAsync(StationId station, CancellationToken cancellation) => _kept.WriteAsync(station, cancellation);

    /// <summary>Stores what could not be stored before.</summary>
    internal Task KeepAllAsync(Action<Exception> failed, CancellationToken cancellation) => _kept.WriteAllAsync(failed, cancellation);

    internal void Learn(StationId station, LocalListLimits limits) => _limits[station] = limits;

    internal void Forget(StationId station)
    {
        _kept.Remove(station);
        _limits.TryRemove(station, out _);
    }

    internal void Sweep() => _wanted.Sweep();

    private IOcppDialect DialectOf(StationId station) => _registry.TryGet(station, out var actor) && actor.Link is { } link ? link.Dialect : _newest;
}
