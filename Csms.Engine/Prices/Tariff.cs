using System.Collections.Immutable;

namespace Csms.Engine.Prices;

/// <summary>A version of a tariff, in the shape of 2.1's TariffType. Never changed: another version takes its place.</summary>
public sealed record Tariff
{
    /// <summary>Identity, up to 60 characters.</summary>
    public required string Id { get; init; }

    /// <summary>1… of this identity.</summary>
    public required int Version { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>TariffType to the letter (JSON), as it was entered and goes to stations.</summary>
    public required string Body { get; init; }

    /// <summary>Applies to sessions that begin from then on; UTC; null: at once.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>What drivers read, in the order of preference; none: a text is made of the prices.</summary>
    public ImmutableArray<PriceText> Texts { get; init; } = [];

    /// <summary>A kWh.</summary>
    public PricePart? Energy { get; init; }

    /// <summary>A minute of charging.</summary>
    public PricePart? ChargingTime { get; init; }

    /// <summary>A minute connected without charging.</summary>
    public PricePart? IdleTime { get; init; }

    /// <summary>The start.</summary>
    public PricePart? FixedFee { get; init; }

    /// <summary>A minute reserved.</summary>
    public PricePart? ReservationTime { get; init; }

    /// <summary>A reservation.</summary>
    public PricePart? ReservationFixed { get; init; }

    /// <summary>Some price of it depends on when, how much or how fast: the text that drivers read can change while they charge.</summary>
    public bool IsConditional => HasConditions(Energy) || HasConditions(ChargingTime) || HasConditions(IdleTime);

    /// <summary>Least that a session costs.</summary>
    public PriceBound? MinCost { get; init; }

    /// <summary>Most that a session costs.</summary>
    public PriceBound? MaxCost { get; init; }

    private static bool HasConditions(PricePart? part)
    {
        if (part is null) return false;
        foreach (var price in part.Prices)
        {
            if (price.Conditions != PriceConditions.None) return true;
        }

        return false;
    }
}
