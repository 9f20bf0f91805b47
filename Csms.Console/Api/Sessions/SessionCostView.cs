using Csms.Engine.Prices;
using Csms.Engine.Sessions;

namespace Csms.Console.Api.Sessions;

/// <summary>What a session costs by our tariff: one formula while it runs and at its end.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ExclTax">Without tax.</param>
/// <param name="Tax">The tax.</param>
/// <param name="InclTax">With tax: what the driver pays, also told to the station (totalCost).</param>
/// <param name="TariffId">By which tariff; of several the last.</param>
/// <param name="TariffVersion">And which version of it.</param>
/// <param name="Lines">They add up to the totals.</param>
internal sealed record SessionCostView(string Currency, decimal ExclTax, decimal Tax, decimal InclTax, string TariffId, int TariffVersion, IReadOnlyList<SessionCostView.Line> Lines)
{
    public static SessionCostView? Of(Session session) => session is { Price: { } price, Cost: { } cost }
        ? new(cost.Currency, cost.ExclTax, cost.Tax, cost.InclTax, price.Tariff.Id, price.Tariff.Version, [.. cost.Lines.Select(Line.Of)])
        : null;

    /// <summary>An amount of one thing at one price.</summary>
    /// <param name="Kind">energy, chargingTime, idleTime, fixedFee, reservationTime, reservationFixed, minCost or maxCost.</param>
    /// <param name="TariffId">By which tariff.</param>
    /// <param name="Volume">kWh, minutes, or how many times.</param>
    /// <param name="UnitPrice">Of one, without tax; 0 of minCost and maxCost.</param>
    /// <param name="ExclTax">Without tax.</param>
    /// <param name="InclTax">With tax.</param>
    internal sealed record Line(string Kind, string TariffId, decimal Volume, decimal UnitPrice, decimal ExclTax, decimal InclTax)
    {
        public static Line Of(CostLine line) =>
            new(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(line.Kind.ToString()), line.TariffId, line.Volume, line.UnitPrice, line.ExclTax, line.InclTax);
    }
}
