using System.Collections.Immutable;

namespace Csms.Engine.Events;

/// <summary>A part of a transaction with one price (2.1 ChargingPeriodType); it ends where the next begins.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="TariffId">Tariff by which it was reckoned; null: by other means.</param>
public sealed record CostPeriod(DateTimeOffset StartsAt, string? TariffId)
{
    /// <summary>What was used in it.</summary>
    public ImmutableArray<Dimension> Dimensions { get; init; } = [];

    /// <summary>A volume.</summary>
    /// <param name="Type">CostDimensionEnumType, as the standard spells it.</param>
    /// <param name="Volume">As told.</param>
    public sealed record Dimension(string Type, decimal Volume);
}
