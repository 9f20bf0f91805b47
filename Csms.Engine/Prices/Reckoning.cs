using System.Collections.Immutable;

namespace Csms.Engine.Prices;

/// <summary>What a session has used under one tariff, sorted by the prices that applied. Immutable; as large as the tariff has prices.</summary>
public sealed record Reckoning
{
    /// <summary>A fee that was not due.</summary>
    internal const int NoFee = -1;

    private Reckoning()
    {
    }

    /// <summary>By what it is priced.</summary>
    public required PriceTerms Terms { get; init; }

    /// <summary>Wh at each of the prices of energy; the last: at none.</summary>
    internal ImmutableArray<decimal> EnergyWh { get; init; } = [];

    /// <summary>Ticks at each of the prices of charging time; the last: at none.</summary>
    internal ImmutableArray<decimal> ChargingTicks { get; init; } = [];

    /// <summary>Ticks at each of the prices of idle time; the last: at none.</summary>
    internal ImmutableArray<decimal> IdleTicks { get; init; } = [];

    /// <summary>Which of the fees for the start was due.</summary>
    internal int FixedFee { get; init; } = NoFee;

    /// <summary>Which of the prices of reserved time applies.</summary>
    internal int ReservationTime { get; init; } = NoFee;

    /// <summary>Which of the fees for a reservation was due.</summary>
    internal int ReservationFixed { get; init; } = NoFee;

    /// <summary>Whether nothing has been counted yet.</summary>
    internal bool IsUnused => AllZero(EnergyWh) && AllZero(ChargingTicks) && AllZero(IdleTicks);

    /// <summary>Nothing is used yet.</summary>
    internal static Reckoning Of(PriceTerms terms) => new()
    {
        Terms = terms,
        EnergyWh = Nothing(terms.Tariff.Energy),
        ChargingTicks = Nothing(terms.Tariff.ChargingTime),
        IdleTicks = Nothing(terms.Tariff.IdleTime),
    };

    /// <summary>What is due once, judged at the begin (OCPP 2.1 part 2, TariffConditionsFixedType: "if a FixedPrice applies at start of the transaction").</summary>
    internal Reckoning WithFees(in PriceInstant begin) => this with
    {
        FixedFee = Fee(Terms.Tariff.FixedFee, begin),
        ReservationTime = Terms.Reserved is null ? NoFee : Fee(Terms.Tariff.ReservationTime, begin),
        ReservationFixed = Terms.Reserved is null ? NoFee : Fee(Terms.Tariff.ReservationFixed, begin),
    };

    /// <summary>The same use at the same prices of the same version.</summary>
    public bool Equals(Reckoning? other) =>
        other is not null
        && (ReferenceEquals(Terms, other.Terms) || (
            Terms.Tariff.Id == other.Terms.Tariff.Id
            && Terms.Tariff.Version == other.Terms.Tariff.Version
            && Terms.Zone.Id == other.Terms.Zone.Id
            && Terms with { Tariff = other.Terms.Tariff, Zone = other.Terms.Zone } == other.Terms))
        && EnergyWh.AsSpan().SequenceEqual(other.EnergyWh.AsSpan())
        && ChargingTicks.AsSpan().SequenceEqual(other.ChargingTicks.AsSpan())
        && IdleTicks.AsSpan().SequenceEqual(other.IdleTicks.AsSpan())
        && FixedFee == other.FixedFee
        && ReservationTime == other.ReservationTime
        && ReservationFixed == other.ReservationFixed;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Terms.Tariff.Id, Terms.Tariff.Version, EnergyWh[0], ChargingTicks[0], IdleTicks[0]);

    private static ImmutableArray<decimal> Nothing(PricePart? part) => [.. new decimal[(part?.Prices.Length ?? 0) + 1]];

    private static bool AllZero(ImmutableArray<decimal> volumes) => volumes.AsSpan().IndexOfAnyExcept(0m) < 0;

    private int Fee(PricePart? part, in PriceInstant begin) =>
        begin.FirstOf(part, Terms) is var price && price < (part?.Prices.Length ?? 0) ? price : NoFee;
}
