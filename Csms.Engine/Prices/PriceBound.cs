using System.Collections.Immutable;

namespace Csms.Engine.Prices;

/// <summary>Least or most that a session costs (2.1 PriceType); at least one of the amounts is given.</summary>
/// <param name="ExclTax">Without tax.</param>
/// <param name="InclTax">With tax.</param>
/// <param name="Taxes">Rates by which the missing one of the amounts follows; none: those of the session's own lines.</param>
public sealed record PriceBound(decimal? ExclTax, decimal? InclTax, ImmutableArray<TaxRate> Taxes);
