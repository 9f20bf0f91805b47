using System.Collections.Immutable;

namespace Csms.Engine.Prices;

/// <summary>When a price applies (2.1 TariffConditionsType and TariffConditionsFixedType). All that are given must hold; what is null says nothing.</summary>
public sealed record PriceConditions
{
    /// <summary>It applies always.</summary>
    public static readonly PriceConditions None = new();

    /// <summary>From this time of day on, by the clock of the site (inclusive).</summary>
    public TimeOnly? StartTimeOfDay { get; init; }

    /// <summary>Until this time of day (exclusive); before the start, or 00:00: over midnight, or to the end of the day.</summary>
    public TimeOnly? EndTimeOfDay { get; init; }

    /// <summary>On these days of the week, by the clock of the site; empty: on all.</summary>
    public ImmutableArray<DayOfWeek> Days { get; init; } = [];

    /// <summary>From this day on (inclusive), by the clock of the site.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Until this day (exclusive), by the clock of the site.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>On EVSEs of this kind; where the kind is not known the condition does not hold.</summary>
    public EvseKind? EvseKind { get; init; }

    /// <summary>From this energy of the transaction on (inclusive), Wh.</summary>
    public decimal? MinEnergyWh { get; init; }

    /// <summary>Until this energy (exclusive), Wh.</summary>
    public decimal? MaxEnergyWh { get; init; }

    /// <summary>At this sum of the phases' currents or more, A; where none is measured the condition does not hold.</summary>
    public decimal? MinCurrentA { get; init; }

    /// <summary>Below this sum of the phases' currents, A.</summary>
    public decimal? MaxCurrentA { get; init; }

    /// <summary>At this power or more, W.</summary>
    public decimal? MinPowerW { get; init; }

    /// <summary>Below this power, W.</summary>
    public decimal? MaxPowerW { get; init; }

    /// <summary>From this duration of the transaction on (inclusive), seconds.</summary>
    public int? MinTimeS { get; init; }

    /// <summary>Until this duration (exclusive), seconds.</summary>
    public int? MaxTimeS { get; init; }

    /// <summary>From this time of charging on (inclusive), seconds.</summary>
    public int? MinChargingTimeS { get; init; }

    /// <summary>Until this time of charging (exclusive), seconds.</summary>
    public int? MaxChargingTimeS { get; init; }

    /// <summary>From this time without charging on (inclusive), seconds.</summary>
    public int? MinIdleTimeS { get; init; }

    /// <summary>Until this time without charging (exclusive), seconds.</summary>
    public int? MaxIdleTimeS { get; init; }

    /// <summary>Only for payments of this brand (2.1 additionalInfo PaymentBrand).</summary>
    public string? PaymentBrand { get; init; }

    /// <summary>Only for payments of this kind (2.1 additionalInfo PaymentRecognition).</summary>
    public string? PaymentRecognition { get; init; }
}
