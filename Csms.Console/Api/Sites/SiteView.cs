using System.Text.Json.Serialization;
using Csms.Engine.Energy;

namespace Csms.Console.Api.Sites;

/// <summary>A place with stations behind one grid connection.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">For people.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Latitude">WGS 84.</param>
/// <param name="Longitude">WGS 84.</param>
/// <param name="Address">In one line.</param>
/// <param name="GridLimitW">What the grid connection carries, W.</param>
/// <param name="EnergyTransfers">Ways of energy transfer that are allowed where a token says nothing (OCPP 2.1); absent: nothing is said.</param>
/// <param name="PlansForCars">Cars that tell their needs (ISO 15118) get a charging profile.</param>
/// <param name="TariffId">Tariff of sessions whose token and station have none; absent: none.</param>
internal sealed record SiteView(string Id, string Name, string TimeZone, double? Latitude, double? Longitude, string? Address, long? GridLimitW,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? EnergyTransfers, bool PlansForCars,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TariffId)
{
    public static SiteView Of(Site site) => new(site.Id, site.Name, site.TimeZone, site.Latitude, site.Longitude, site.Address, site.GridLimitW, site.EnergyTransfers is { } transfers ? transfers.Modes : null, site.PlansForCars, site.TariffId);
}
