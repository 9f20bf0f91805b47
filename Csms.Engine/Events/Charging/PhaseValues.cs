namespace Csms.Engine.Events.Charging;

/// <summary>
/// A limit or setpoint. Without values for L2 and L3 it is the sum of all phases (W) or the same on each phase (A); with them it is that of L1
/// (2.1 ChargingSchedulePeriodType).
/// </summary>
/// <param name="L1">Value, in the schedule's unit.</param>
/// <param name="L2">On phase L2; null: not told by phase.</param>
/// <param name="L3">On phase L3; null: not told by phase.</param>
public readonly record struct PhaseValues(decimal L1, decimal? L2 = null, decimal? L3 = null)
{
    /// <summary>Beyond any grid connection: keeps what a station writes within what can be reckoned with.</summary>
    private const decimal Most = 1_000_000_000;

    /// <summary>Told phase by phase.</summary>
    public bool IsByPhase => L2 is not null || L3 is not null;

    /// <summary>From the wire; null where nothing is said.</summary>
    public static PhaseValues? Of(decimal? l1, decimal? l2, decimal? l3) => l1 is null && l2 is null && l3 is null ? null : new(Bound(l1) ?? 0, Bound(l2), Bound(l3));

    private static decimal? Bound(decimal? value) => value is { } number ? Math.Clamp(number, -Most, Most) : null;
}
