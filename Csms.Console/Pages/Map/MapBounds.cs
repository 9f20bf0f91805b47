using Csms.Engine.Units;

namespace Csms.Console.Pages.Map;

/// <summary>What of the earth is in view, degrees; west and east may go past 180 where the map has been turned around.</summary>
internal readonly record struct MapBounds(double West, double South, double East, double North)
{
    /// <summary>Whether a place is in view.</summary>
    public bool Has(GeoPosition position)
    {
        if (position.Latitude < South || position.Latitude > North) return false;
        if (East - West >= 360) return true;
        var turned = (position.Longitude - West) % 360;
        return (turned < 0 ? turned + 360 : turned) <= East - West;
    }
}
