using System.Collections.Immutable;

namespace Csms.Engine.Prices;

/// <summary>What one thing costs: of its prices the first counts whose conditions hold; where none holds it is free.</summary>
/// <param name="Prices">In the order in which they are tried.</param>
/// <param name="Taxes">On all of them.</param>
public sealed record PricePart(ImmutableArray<ConditionalPrice> Prices, ImmutableArray<TaxRate> Taxes);
