using Csms.Engine.Energy;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Map;

/// <summary>
/// The map of the whole network as somebody saw it last: everyone who sees all of it holds the same places, and who asks with the same filter before
/// anything has changed gets the same scene.
/// </summary>
internal sealed class MapPlaces
{
    private const int ScenesKept = 8;

    private readonly Lock _gate = new();
    private readonly Dictionary<MapFilter, MapScene> _scenes = [];
    private IReadOnlyList<StationState> _of = [];
    private IReadOnlyList<Site> _sites = [];
    private IReadOnlyList<MapPlace> _places = [];

    /// <summary>The scene of the whole network.</summary>
    /// <param name="stations">All stations; the same list for as long as none has changed.</param>
    /// <param name="sites">All sites.</param>
    /// <param name="filter">What is wanted.</param>
    public MapScene SceneOf(IReadOnlyList<StationState> stations, IReadOnlyList<Site> sites, MapFilter filter)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(stations, _of) || !Same(sites))
            {
                _scenes.Clear();
                (_of, _sites) = (stations, sites);
            }

            if (_scenes.TryGetValue(filter, out var known)) return known;
            if (_scenes.Count >= ScenesKept) _scenes.Clear();
            var scene = MapScene.Of(stations, sites, filter, _places);
            _places = scene.Places;
            return _scenes[filter] = scene;
        }
    }

    private bool Same(IReadOnlyList<Site> sites)
    {
        if (sites.Count != _sites.Count) return false;
        for (var i = 0; i < sites.Count; i++)
            if (!ReferenceEquals(sites[i], _sites[i])) return false;
        return true;
    }
}
