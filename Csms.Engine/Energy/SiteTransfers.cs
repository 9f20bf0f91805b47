using Csms.Engine.Events.Charging;
using Csms.Engine.Stations;
using Csms.Engine.Tokens;
using Csms.Engine.Units;

namespace Csms.Engine.Energy;

/// <summary>Ways of energy transfer by the site of a station.</summary>
/// <param name="registry">Lazy: stations ask tokens, which ask here.</param>
/// <param name="sites">The sites.</param>
internal sealed class SiteTransfers(Lazy<StationRegistry> registry, SiteDirectory sites) : IPlaceTransfers
{
    public EnergyTransfers? AllowedAt(StationId station) => registry.Value.Find(station)?.Profile.SiteId is { } site ? sites.Find(site)?.EnergyTransfers : null;
}
