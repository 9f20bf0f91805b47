using System.Collections.Immutable;

namespace Csms.Engine.Events;

/// <summary>An amount as a station tells it (2.1 PriceType, TotalPriceType); at least one of both is there.</summary>
/// <param name="ExclTax">Without taxes.</param>
/// <param name="InclTax">With taxes.</param>
public sealed record StationPrice(decimal? ExclTax, decimal? InclTax)
{
    /// <summary>Taxes in it, as told.</summary>
    public ImmutableArray<TaxRate> Taxes { get; init; } = [];

    /// <summary>A tax.</summary>
    /// <param name="Type">Its name.</param>
    /// <param name="Percent">How much, %.</param>
    /// <param name="Stack">0: on the net price; n: on top of those of n − 1.</param>
    public sealed record TaxRate(string Type, decimal Percent, int Stack);
}
