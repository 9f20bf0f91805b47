using Csms.Console.Controls;
using Csms.Engine.Energy;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Stations;

/// <summary>Order of the list, "kw" or "-kw" as in the address; by identity where nothing else decides. Pure.</summary>
public static class StationSort
{
    /// <summary>Sorted; an unknown word keeps the order by identity.</summary>
    public static List<StationState> Apply(List<StationState> stations, string? sort, SiteDirectory sites)
    {
        ArgumentNullException.ThrowIfNull(stations);
        var down = sort?.StartsWith('-') == true;
        Func<StationState, IComparable?>? key = sort?.TrimStart('-') switch
        {
            "station" => station => station.Id.Value,
            "site" => station => sites.Find(station.Profile.SiteId)?.Name,
            "state" => station => (int)station.Worst(),
            "kw" => station => station.Link == LinkState.Online ? station.PowerW : -1,
            "seen" => station => station.Pulse.LastSeenAt,
            "model" => StationFilter.ModelOf,
            "name" => station => station.Profile.Name,
            "serial" => station => station.Boot?.SerialNumber,
            "profile" => station => station.Profile.SecurityProfile,
            "version" => station => station.Boot?.FirmwareVersion,
            "ocpp" => station => station.OcppVersion,
            _ => null,
        };
        if (key is null) return stations;
        return down
            ? [.. stations.OrderByDescending(key, Comparer<IComparable?>.Default).ThenBy(station => station.Id.Value, StringComparer.Ordinal)]
            : [.. stations.OrderBy(key, Comparer<IComparable?>.Default).ThenBy(station => station.Id.Value, StringComparer.Ordinal)];
    }
}
