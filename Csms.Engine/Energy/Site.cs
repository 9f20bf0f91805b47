using Csms.Engine.Events.Charging;
using Csms.Engine.Units;

namespace Csms.Engine.Energy;

/// <summary>A place with charging stations behind one grid connection.</summary>
public sealed record Site
{
    /// <summary>Identity.</summary>
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>IANA time zone; times of the site are shown and its tariffs read in it.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Its pin on the map; null when nobody has set one.</summary>
    public GeoPosition? Position => GeoPosition.Of(Latitude, Longitude);

    /// <summary>WGS 84.</summary>
    public double? Latitude { get; init; }

    /// <summary>WGS 84.</summary>
    public double? Longitude { get; init; }

    /// <summary>Street, postal code and town in one line.</summary>
    public string? Address { get; init; }

    /// <summary>What the grid connection carries, W; null when nobody has entered it.</summary>
    public long? GridLimitW { get; init; }

    /// <summary>Ways of energy transfer that are allowed to whoever's token says nothing (2.1 Q01); null: nothing is said.</summary>
    public EnergyTransfers? EnergyTransfers { get; init; }

    /// <summary>Tariff of sessions whose token and station have none; null: they are not priced.</summary>
    public string? TariffId { get; init; }

    /// <summary>Cars that tell their needs (ISO 15118) are answered with a charging profile.</summary>
    public bool PlansForCars { get; init; } = true;
}
