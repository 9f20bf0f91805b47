namespace Csms.Engine.Units;

/// <summary>A place on earth, WGS 84.</summary>
/// <param name="Latitude">Degrees north, −90 to 90.</param>
/// <param name="Longitude">Degrees east, −180 to 180.</param>
public readonly record struct GeoPosition(double Latitude, double Longitude)
{
    /// <summary>From two columns or fields that are given both or not at all; null when one is missing.</summary>
    public static GeoPosition? Of(double? latitude, double? longitude) => latitude is { } north && longitude is { } east ? new GeoPosition(north, east) : null;
}
