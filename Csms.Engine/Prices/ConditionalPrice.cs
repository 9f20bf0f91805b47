namespace Csms.Engine.Prices;

/// <summary>A price and when it applies.</summary>
/// <param name="Amount">Without tax: of a kWh, of a minute, or once.</param>
/// <param name="Conditions">When.</param>
public sealed record ConditionalPrice(decimal Amount, PriceConditions Conditions);
