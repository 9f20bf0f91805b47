using System.Collections.Immutable;

namespace Csms.Engine.Prices;

/// <summary>What a session costs: running or final, the same formula (ARCHITECTURE, rule 8). Amounts are rounded in one place, to the currency's smallest unit.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ExclTax">Without tax.</param>
/// <param name="InclTax">With tax: what the driver pays.</param>
/// <param name="Lines">They add up to the totals.</param>
public sealed record SessionCost(string Currency, decimal ExclTax, decimal InclTax, ImmutableArray<CostLine> Lines)
{
    /// <summary>The tax in it.</summary>
    public decimal Tax => InclTax - ExclTax;
}
