namespace Csms.Engine.Prices;

/// <summary>One line of what a session costs: an amount of one thing at one price.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="TariffId">By which tariff.</param>
/// <param name="Volume">kWh, minutes, or how many times; exact.</param>
/// <param name="UnitPrice">Without tax, of one; 0 for bounds.</param>
/// <param name="ExclTax">Without tax, in the currency's smallest unit at most; lines add up to the total.</param>
/// <param name="InclTax">With tax, likewise.</param>
public sealed record CostLine(PriceKind Kind, string TariffId, decimal Volume, decimal UnitPrice, decimal ExclTax, decimal InclTax);
