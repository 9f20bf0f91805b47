using Csms.Console.Tariffs;
using Csms.Engine.Prices;

namespace Csms.Console.Pages.Tariffs;

/// <summary>A session as a tariff is tried on it: one that is typical, or one of the past.</summary>
/// <param name="Kind">What its EVSE gives; null: not known.</param>
/// <param name="Zone">Of its site.</param>
/// <param name="Usage">Begin, what happened and was read, end.</param>
internal sealed record TrialSession(EvseKind? Kind, TimeZoneInfo Zone, IReadOnlyList<TrialPoint> Usage)
{
    /// <summary>UTC.</summary>
    public DateTimeOffset Start => Usage[0].At;

    /// <summary>UTC.</summary>
    public DateTimeOffset End => Usage[^1].At;

    /// <summary>What is billed of it, Wh; null: not known.</summary>
    public decimal? EnergyWh => Usage[^1].EnergyWh;

    /// <summary>What it costs by a tariff.</summary>
    public SessionCost CostBy(Tariff tariff) => TariffTrial.Of(new PriceTerms(tariff, Zone) { Kind = Kind }, Usage);
}
