using System.Collections.Immutable;

namespace Csms.Engine.Events;

/// <summary>
/// What a transaction costs by the reckoning of the station itself (2.1 CostDetailsType; I12): its word, not our bill. Amounts are as the station wrote them,
/// exact, and in <see cref="Currency"/>.
/// </summary>
public sealed record StationCost
{
    /// <summary>Most periods that are kept; of more, the latest.</summary>
    public const int MostPeriods = 200;

    /// <summary>When the station reckoned it, by its clock; UTC.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>TariffCostEnumType: NormalCost, MinCost (raised to the least of the tariff) or MaxCost (cut to its most).</summary>
    public required string Kind { get; init; }

    /// <summary>All of it.</summary>
    public required StationPrice Total { get; init; }

    /// <summary>Fixed fees; null: none told.</summary>
    public StationPrice? Fixed { get; init; }

    /// <summary>For energy; null: none told.</summary>
    public StationPrice? Energy { get; init; }

    /// <summary>For the time of charging; null: none told.</summary>
    public StationPrice? ChargingTime { get; init; }

    /// <summary>For the time connected without charging; null: none told.</summary>
    public StationPrice? IdleTime { get; init; }

    /// <summary>For the time of a reservation before it; null: none told.</summary>
    public StationPrice? ReservationTime { get; init; }

    /// <summary>For the reservation as such; null: none told.</summary>
    public StationPrice? ReservationFixed { get; init; }

    /// <summary>Energy that it counted, Wh (2.1 CostDimensionEnumType), as told.</summary>
    public decimal UsedEnergy { get; init; }

    /// <summary>Duration that it counted, with and without charging, seconds.</summary>
    public int UsedSeconds { get; init; }

    /// <summary>Of it without charging, seconds.</summary>
    public int IdleSeconds { get; init; }

    /// <summary>Time of the reservation, seconds; null: none told.</summary>
    public int? ReservedSeconds { get; init; }

    /// <summary>Periods of one price, oldest first; a running cost has none (I12.FR.02).</summary>
    public ImmutableArray<CostPeriod> Periods { get; init; } = [];

    /// <summary>The station could not reckon.</summary>
    public bool Failed { get; init; }

    /// <summary>Why, in its words.</summary>
    public string? FailureReason { get; init; }
}
