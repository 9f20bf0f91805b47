using Csms.Engine.Prices;

namespace Csms.Console.Pages.Tariffs;

/// <summary>A session as a tariff is tried on it: one that is typical, or one of the past. Priced by the one function that prices sessions. Pure.</summary>
/// <param name="Start">UTC.</param>
/// <param name="End">UTC.</param>
/// <param name="EnergyWh">What is billed of it.</param>
/// <param name="Kind">What its EVSE gives; null: not known.</param>
/// <param name="Zone">Of its site.</param>
/// <param name="Charging">Whether it charges when it begins.</param>
/// <param name="Steps">By time.</param>
internal sealed record TrialSession(DateTimeOffset Start, DateTimeOffset End, decimal? EnergyWh, EvseKind? Kind, TimeZoneInfo Zone, bool Charging, IReadOnlyList<TrialStep> Steps)
{
    /// <summary>What it costs by a tariff.</summary>
    public SessionCost CostBy(Tariff tariff)
    {
        var price = SessionPrice.Begin(new PriceTerms(tariff, Zone) { Kind = Kind }, Start, Charging, 0);
        foreach (var step in Steps)
        {
            if (step.EnergyWh is { } energy) price = price.Read(step.At, energy, step.PowerW, step.CurrentA);
            if (step.Charging is { } charging) price = price.Pass(step.At, charging);
        }

        return price.End(End, EnergyWh).Cost;
    }
}
