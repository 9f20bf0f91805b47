using System.Text.Json;
using Csms.Engine.Prices;

namespace Csms.Console.Api.Tariffs;

/// <summary>What a session would cost.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ExclTax">Without tax.</param>
/// <param name="Tax">The tax.</param>
/// <param name="InclTax">With tax: what the driver pays.</param>
/// <param name="Lines">They add up to the totals.</param>
/// <param name="TimeZone">In which times of day and days were read.</param>
/// <param name="Text">What the driver reads of the price at the begin; null: nothing can be said.</param>
/// <param name="TextLanguage">In which language; null: not said.</param>
internal sealed record TariffPreviewView(string Currency, decimal ExclTax, decimal Tax, decimal InclTax, IReadOnlyList<TariffPreviewLine> Lines, string TimeZone, string? Text, string? TextLanguage)
{
    public static TariffPreviewView Of(SessionCost cost, TimeZoneInfo zone, PriceText? text) =>
        new(cost.Currency, cost.ExclTax, cost.Tax, cost.InclTax, [.. cost.Lines.Select(TariffPreviewLine.Of)], zone.Id, text?.Content, text?.Language);
}

/// <summary>An amount of one thing at one price.</summary>
/// <param name="Kind">energy, chargingTime, idleTime, fixedFee, reservationTime, reservationFixed, minCost or maxCost.</param>
/// <param name="Volume">kWh, minutes, or how many times.</param>
/// <param name="UnitPrice">Of one, without tax; 0 of minCost and maxCost.</param>
/// <param name="ExclTax">Without tax.</param>
/// <param name="InclTax">With tax.</param>
internal sealed record TariffPreviewLine(string Kind, decimal Volume, decimal UnitPrice, decimal ExclTax, decimal InclTax)
{
    public static TariffPreviewLine Of(CostLine line) => new(JsonNamingPolicy.CamelCase.ConvertName(line.Kind.ToString()), line.Volume, line.UnitPrice, line.ExclTax, line.InclTax);
}
