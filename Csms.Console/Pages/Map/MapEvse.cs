using Csms.Console.Controls;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Map;

/// <summary>An EVSE in the panel of a place.</summary>
/// <param name="Station">Its station.</param>
/// <param name="EvseId">From 1; 0 for a station that has never told of one.</param>
/// <param name="State">What it does.</param>
/// <param name="PowerW">Drawn now, W; null while the station is not online.</param>
internal sealed record MapEvse(StationState Station, int EvseId, EvState State, double? PowerW)
{
    public static IEnumerable<MapEvse> Of(StationState station)
    {
        if (station.Evses.IsEmpty) yield return new MapEvse(station, 0, station.Worst(), null);
        foreach (var evse in station.Evses)
            yield return new MapEvse(station, evse.Id, station.ConditionOf(evse).OnScreen(), station.Link == LinkState.Online ? station.Sessions.Running(evse.Id)?.Live?.PowerW ?? 0 : null);
    }
}
