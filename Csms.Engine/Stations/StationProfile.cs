using Csms.Engine.Events;
using Csms.Engine.Units;

namespace Csms.Engine.Stations;

/// <summary>What people have entered about a station.</summary>
public sealed record StationProfile
{
    /// <summary>For people; the identity when empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>Site it stands on, or null.</summary>
    public string? SiteId { get; init; }

    /// <summary>Whether it is part of the network.</summary>
    public RegistrationStatus Registration { get; init; }

    /// <summary>Lowest security profile accepted at the handshake, 0 to 3; rises when the station boots on a higher one (CONTRACTS 27).</summary>
    public int SecurityProfile { get; init; }

    /// <summary>Hash of the Basic password; null when it has none.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>
    /// Hashes of passwords that the station was given and has not shown yet, parted by spaces, the last given last: they count beside
    /// <see cref="PasswordHash"/>, so that no station is locked out whose answer was lost. Null: none.
    /// </summary>
    public string? NewPasswordHashes { get; init; }

    /// <summary>Where it stands when that is not where its site stands; null: at its site.</summary>
    public GeoPosition? Position { get; init; }

    /// <summary>Tariff of sessions whose token has none; null: that of the site.</summary>
    public string? TariffId { get; init; }
}
