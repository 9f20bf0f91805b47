using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>How much may be charged, in both units at once.</summary>
/// <param name="Watts">Of all phases together, W.</param>
/// <param name="L1">On L1, A.</param>
/// <param name="L2">On L2, A; null: the phase is not used.</param>
/// <param name="L3">On L3, A; null: the phase is not used.</param>
/// <param name="Phases">Phases that may be used.</param>
public readonly record struct Allowance(decimal Watts, decimal L1, decimal? L2, decimal? L3, int Phases)
{
    /// <summary>Current that each of the phases may carry, A.</summary>
    public decimal AmpsPerPhase => Caps.Min(L1, Caps.Min(L2, L3))!.Value;

    /// <summary>The phases may carry different currents.</summary>
    public bool IsByPhase => (L2 is { } second && second != L1) || (L3 is { } third && third != L1);

    /// <summary>As a limit of a schedule: A a phase, or W.</summary>
    public decimal In(RateUnit unit) => unit == RateUnit.W ? Watts : AmpsPerPhase;

    /// <summary>With power made on the spot on top.</summary>
    /// <param name="more">That.</param>
    /// <param name="volts">Nominal, phase to neutral, V.</param>
    internal Allowance Plus(Allowance more, decimal volts)
    {
        var each = more.Watts / (volts * Phases);
        return this with { Watts = Watts + more.Watts, L1 = L1 + each, L2 = L2 + each, L3 = L3 + each };
    }

    /// <summary>The same as bounds.</summary>
    internal Caps AsCaps() => new(Watts, L1, L2, L3, Phases);
}
