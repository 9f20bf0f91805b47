namespace Csms.Engine.Energy.Profiles;

/// <summary>
/// Upper bounds that hold together: a total power, a current on each phase, a number of phases. Taking bounds together is the smaller of each, so
/// their order does not matter and none is ever passed.
/// </summary>
/// <param name="Watts">Of all phases, W; null: none.</param>
/// <param name="L1">Current on L1, A; null: none on any phase.</param>
/// <param name="L2">On L2.</param>
/// <param name="L3">On L3.</param>
/// <param name="Phases">Phases that may be used, 1 to 3.</param>
public readonly record struct Caps(decimal? Watts, decimal? L1, decimal? L2, decimal? L3, int Phases)
{
    /// <summary>No bound but the phases there are.</summary>
    public static Caps None(int phases) => new(null, null, null, null, phases);

    /// <summary>Both.</summary>
    public Caps And(Caps other) => new(Min(Watts, other.Watts), Min(L1, other.L1), Min(L2, other.L2), Min(L3, other.L3), Math.Min(Phases, other.Phases));

    /// <summary>What they leave, in both units; null where nothing is bound.</summary>
    /// <param name="volts">Nominal, phase to neutral, V.</param>
    public Allowance? Resolve(decimal volts)
    {
        var share = Watts / (volts * Phases);
        if (Min(L1, share) is not { } first) return null;
        var (second, third) = (Phases > 1 ? Min(L2 ?? L1, share) : null, Phases > 2 ? Min(L3 ?? L1, share) : null);
        var byCurrent = L1 is { } one ? volts * (one + (Phases > 1 ? L2 ?? one : 0) + (Phases > 2 ? L3 ?? one : 0)) : (decimal?)null;
        return new Allowance(Min(Watts, byCurrent)!.Value, first, second, third, Phases);
    }

    internal static decimal? Min(decimal? one, decimal? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);
}
