namespace Csms.Engine.Prices;

/// <summary>A <see cref="Reckoning"/> as it is stored.</summary>
public sealed record ReckoningMemo
{
    /// <summary>Identity of the tariff.</summary>
    public string TariffId { get; init; } = "";

    /// <summary>Its version.</summary>
    public int Version { get; init; }

    /// <summary>IANA name of the zone.</summary>
    public string Zone { get; init; } = "";

    /// <summary>What the EVSE gives.</summary>
    public EvseKind? Kind { get; init; }

    /// <summary>Brand of the payment.</summary>
    public string? PaymentBrand { get; init; }

    /// <summary>Kind of the payment.</summary>
    public string? PaymentRecognition { get; init; }

    /// <summary>How long the place was reserved, ticks of 100 ns.</summary>
    public long? ReservedTicks { get; init; }

    /// <summary>Of the driver.</summary>
    public string? Language { get; init; }

    /// <summary>Most that it may cost.</summary>
    public decimal? Credit { get; init; }

    /// <summary>Wh at each price; the last: at none.</summary>
    public IReadOnlyList<decimal>? EnergyWh { get; init; }

    /// <summary>Ticks at each price; the last: at none.</summary>
    public IReadOnlyList<decimal>? ChargingTicks { get; init; }

    /// <summary>Ticks at each price; the last: at none.</summary>
    public IReadOnlyList<decimal>? IdleTicks { get; init; }

    /// <summary>Which was due; null: none.</summary>
    public int? FixedFee { get; init; }

    /// <summary>Which applies; null: none.</summary>
    public int? ReservationTime { get; init; }

    /// <summary>Which was due; null: none.</summary>
    public int? ReservationFixed { get; init; }
}
