using Csms.Engine.Energy;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Map;

/// <summary>Something that stands on the map: the stations at the pin of a site, or one station at a place of its own.</summary>
/// <param name="Key">Name in the address: "site:HBN", "station:HBN-01".</param>
/// <param name="Name">For people.</param>
/// <param name="Position">Where.</param>
/// <param name="Site">The site, or that of the station.</param>
/// <param name="Station">The station, when it is one alone.</param>
public sealed record MapPlace(string Key, string Name, GeoPosition Position, Site? Site, StationId? Station)
{
    /// <summary>Key of the pin of a site.</summary>
    public static string KeyOf(Site site) => $"site:{site.Id}";

    /// <summary>Key of a station with a place of its own.</summary>
    public static string KeyOf(StationId station) => $"station:{station.Value}";
}
