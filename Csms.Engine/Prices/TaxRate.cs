namespace Csms.Engine.Prices;

/// <summary>One tax on a price (2.1 TaxRateType).</summary>
/// <param name="Type">Its name on a receipt.</param>
/// <param name="Percent">0 to 100.</param>
/// <param name="Stack">0: on the net price; 1: on the price with the taxes of 0, and so on.</param>
public sealed record TaxRate(string Type, decimal Percent, int Stack = 0);
