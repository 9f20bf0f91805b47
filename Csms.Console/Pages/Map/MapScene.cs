using System.Globalization;
using Csms.Console.Controls;
using Csms.Engine.Energy;
using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Map;

/// <summary>What the map shows at one moment: every place and what the EVSEs of its wanted stations do. Pure and immutable.</summary>
internal sealed class MapScene
{
    private const int States = 11;
    private const int NoPower = -1;

    private readonly ushort[] _evses;    // place × state
    private readonly ushort[] _stations; // by place
    private readonly int[] _power;       // by place, 0.1 kW

    private MapScene(IReadOnlyList<MapPlace> places)
    {
        Places = places;
        (_evses, _stations, _power) = (new ushort[places.Count * States], new ushort[places.Count], new int[places.Count]);
        Array.Fill(_power, NoPower);
    }

    /// <summary>Every place that may be seen, wanted or not: the filter changes what is shown there, never the places' numbers.</summary>
    public IReadOnlyList<MapPlace> Places { get; }

    /// <summary>Wanted stations that stand nowhere on the map.</summary>
    public IReadOnlyList<StationState> WithoutPosition { get; private set; } = [];

    /// <summary>Wanted stations, with and without a position.</summary>
    public int Stations { get; private set; }

    /// <summary>Looks at the network.</summary>
    /// <param name="stations">What may be seen.</param>
    /// <param name="sites">Sites that may be seen.</param>
    /// <param name="filter">What is wanted of it.</param>
    /// <param name="known">Places that somebody holds already: what is the same among them is not made again.</param>
    public static MapScene Of(IReadOnlyList<StationState> stations, IReadOnlyList<Site> sites, MapFilter filter, IReadOnlyList<MapPlace>? known = null)
    {
        var ofSite = sites.ToDictionary(site => site.Id, StringComparer.Ordinal);
        var places = new List<MapPlace>();
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var site in sites)
        {
            if (site.Position is not { } pin) continue;
            index[site.Id] = places.Count;
            places.Add(Known(site.Name, pin, site, null) ?? new MapPlace(MapPlace.KeyOf(site), site.Name, pin, site, null));
        }

        var firstAlone = places.Count;
        foreach (var station in stations)
        {
            if (station.Profile.Position is not { } own) continue;
            var site = ofSite.GetValueOrDefault(station.Profile.SiteId ?? "");
            places.Add(Known(station.DisplayName, own, site, station.Id) ?? new MapPlace(MapPlace.KeyOf(station.Id), station.DisplayName, own, site, station.Id));
        }

        var scene = new MapScene(known is not null && known.SequenceEqual(places) ? known : places);

        var nowhere = new List<StationState>();
        var alone = firstAlone;
        foreach (var station in stations)
        {
            var place = station.Profile.Position is not null ? alone++ : station.Profile.SiteId is { } siteId && index.TryGetValue(siteId, out var at) ? at : -1;
            if (!filter.Matches(station, ofSite.GetValueOrDefault(station.Profile.SiteId ?? ""))) continue;
            scene.Stations++;
            if (place < 0) nowhere.Add(station);
            else scene.Add(place, station);
        }

        scene.WithoutPosition = nowhere;
        return scene;

        MapPlace? Known(string name, GeoPosition position, Site? site, StationId? station) =>
            known is not null && places.Count < known.Count && known[places.Count] is { } place && place.Station == station && place.Position == position && ReferenceEquals(place.Site, site) && place.Name == name ? place : null;
    }

    /// <summary>The places with wanted stations within bounds, worst first.</summary>
    public IReadOnlyList<MapLine> Lines(MapBounds? view)
    {
        var lines = new List<MapLine>();
        for (var place = 0; place < Places.Count; place++)
            if (_stations[place] > 0 && view?.Has(Places[place].Position) != false) lines.Add(Line(place));
        lines.Sort(static (a, b) => a.Worst != b.Worst ? a.Worst.CompareTo(b.Worst) : a.InWorst != b.InWorst ? b.InWorst.CompareTo(a.InWorst) : CultureInfo.CurrentCulture.CompareInfo.Compare(a.Place.Name, b.Place.Name, CompareOptions.IgnoreCase));
        return lines;
    }

    /// <summary>How many places have wanted stations.</summary>
    public int Shown => _stations.Count(count => count > 0);

    /// <summary>
    /// What differs from what the browser has, as map.js reads it: place, stations, power in 0.1 kW (−1: unknown), number of pairs, then
    /// pairs of state and count. A place with no pairs is not shown.
    /// </summary>
    /// <param name="sent">What the browser has; null: nothing yet, and then only what is shown is told.</param>
    public int[] Changes(MapScene? sent)
    {
        var changes = new List<int>();
        for (var place = 0; place < Places.Count; place++)
        {
            var own = _evses.AsSpan(place * States, States);
            if (sent is null ? _stations[place] == 0 : _stations[place] == sent._stations[place] && _power[place] == sent._power[place] && own.SequenceEqual(sent._evses.AsSpan(place * States, States))) continue;
            changes.AddRange([place, _stations[place], _power[place], States - own.Count((ushort)0)]);
            for (var state = 0; state < States; state++)
                if (own[state] > 0) changes.AddRange([state, own[state]]);
        }

        return [.. changes];
    }

    private MapLine Line(int place)
    {
        var own = _evses.AsSpan(place * States, States);
        var worst = own.IndexOfAnyExcept((ushort)0);
        var all = 0;
        foreach (var count in own) all += count;
        return new MapLine(Places[place], (EvState)worst, own[worst], all, _power[place] == NoPower ? null : _power[place] * 100.0);
    }

    private void Add(int place, StationState station)
    {
        _stations[place]++;
        if (station.Link == LinkState.Online) _power[place] = Math.Max(0, _power[place]) + (int)Math.Round(station.PowerW / 100);
        // A station that has never told of an EVSE is there all the same.
        if (station.Evses.IsEmpty) _evses[place * States + (int)station.Worst()]++;
        foreach (var evse in station.Evses) _evses[place * States + (int)station.ConditionOf(evse).OnScreen()]++;
    }
}
