using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Csms.Engine.Units;

namespace Csms.Engine.Stations;

/// <summary>All stations of the network, each with its actor.</summary>
public sealed class StationRegistry
{
    private readonly ConcurrentDictionary<StationId, StationActor> _actors = new();
    private volatile bool _loaded;

    /// <summary>The stations' state was rebuilt; before that nobody may connect.</summary>
    public bool IsLoaded
    {
        get => _loaded;
        internal set => _loaded = value;
    }

    /// <summary>How many there are.</summary>
    public int Count => _actors.Count;

    /// <summary>Every station as of now, in no order.</summary>
    public IEnumerable<StationState> States
    {
        get
        {
            foreach (var (_, actor) in _actors)
            {
                yield return actor.State;
            }
        }
    }

    /// <summary>A station as of now, or null.</summary>
    public StationState? Find(StationId id) => _actors.TryGetValue(id, out var actor) ? actor.State : null;

    internal IEnumerable<StationActor> Actors => _actors.Select(pair => pair.Value);

    internal bool TryGet(StationId id, [NotNullWhen(true)] out StationActor? actor) => _actors.TryGetValue(id, out actor);

    internal bool TryAdd(StationActor actor) => _actors.TryAdd(actor.Id, actor);

    internal bool TryRemove(StationId id, [NotNullWhen(true)] out StationActor? actor) => _actors.TryRemove(id, out actor);
}
