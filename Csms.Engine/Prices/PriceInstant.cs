namespace Csms.Engine.Prices;

/// <summary>What the conditions of a price look at, at one instant of a session (OCPP 2.1 part 2, TariffConditionsType).</summary>
internal readonly struct PriceInstant
{
    /// <summary>By the clock of the site.</summary>
    public DateTime Local { get; init; }

    /// <summary>Passed charging since the session began; ticks (100 ns), and parts of one where a threshold of energy was crossed.</summary>
    public decimal ChargedTicks { get; init; }

    /// <summary>Passed without charging since the session began; ticks.</summary>
    public decimal IdleTicks { get; init; }

    /// <summary>Of the session, Wh.</summary>
    public decimal EnergyWh { get; init; }

    /// <summary>W; null: not known, and no condition of power holds.</summary>
    public decimal? PowerW { get; init; }

    /// <summary>Sum of the phases, A; null: not known, and no condition of current holds.</summary>
    public decimal? CurrentA { get; init; }

    /// <summary>Which of a part's prices counts: the first whose conditions all hold; its number of prices: none does.</summary>
    public int FirstOf(PricePart? part, PriceTerms terms)
    {
        if (part is null)
        {
            return 0;
        }

        for (var i = 0; i < part.Prices.Length; i++)
        {
            if (Holds(part.Prices[i].Conditions, terms))
            {
                return i;
            }
        }

        return part.Prices.Length;
    }

    private bool Holds(PriceConditions given, PriceTerms terms) =>
        ReferenceEquals(given, PriceConditions.None)
        || (HoldsByClock(given)
            && (given.EvseKind is null || given.EvseKind == terms.Kind)
            && Reaches(EnergyWh, given.MinEnergyWh, given.MaxEnergyWh)
            && Reaches(PowerW, given.MinPowerW, given.MaxPowerW)
            && Reaches(CurrentA, given.MinCurrentA, given.MaxCurrentA)
            && Lasts(ChargedTicks + IdleTicks, given.MinTimeS, given.MaxTimeS)
            && Lasts(ChargedTicks, given.MinChargingTimeS, given.MaxChargingTimeS)
            && Lasts(IdleTicks, given.MinIdleTimeS, given.MaxIdleTimeS)
            && (given.PaymentBrand is null || string.Equals(given.PaymentBrand, terms.PaymentBrand, StringComparison.OrdinalIgnoreCase))
            && (given.PaymentRecognition is null || string.Equals(given.PaymentRecognition, terms.PaymentRecognition, StringComparison.OrdinalIgnoreCase)));

    /// <summary>By what the clock on the wall says: over midnight the day is the new one.</summary>
    private bool HoldsByClock(PriceConditions given)
    {
        var day = DateOnly.FromDateTime(Local);
        return (given.Days.IsEmpty || given.Days.Contains(Local.DayOfWeek))
            && !(day < given.ValidFrom)
            && !(day >= given.ValidTo)
            && WithinDay(Local.TimeOfDay.Ticks, given.StartTimeOfDay?.Ticks ?? 0, given.EndTimeOfDay?.Ticks ?? 0);
    }

    private static bool WithinDay(long time, long start, long end) =>
        start < end ? time >= start && time < end : time >= start || time < end; // an end of 00:00 is that of the day, also by this

    /// <summary>Min is the bound that is closest to zero and max the one furthest from it: with negative bounds energy flows back (TariffConditionsType, note).</summary>
    private static bool Reaches(decimal? value, decimal? min, decimal? max)
    {
        if (min is null && max is null)
        {
            return true;
        }

        if (value is not { } known)
        {
            return false;
        }

        var back = min < 0 || max < 0;
        return back
            ? !(known > (min ?? 0)) && !(known <= max)
            : !(known < min) && !(known >= max);
    }

    private static bool Lasts(decimal ticks, int? minS, int? maxS) =>
        !(minS is { } min && ticks < min * (decimal)TimeSpan.TicksPerSecond) && !(maxS is { } max && ticks >= max * (decimal)TimeSpan.TicksPerSecond);
}
