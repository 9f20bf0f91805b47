namespace Csms.Engine.Sessions;

/// <summary>
/// What a session's power samples say of its energy, beside what the register says over the same time. It proves a register that counts kWh under the name of Wh, and nothing is
/// multiplied: a person decides. Only samples that carry both count; in memory only, a restart of the program begins anew. Pure.
/// </summary>
/// <param name="At">Time of the latest sample; null before one.</param>
/// <param name="PowerW">Its power.</param>
/// <param name="Wh">Energy by the power samples since the first of them, Wh.</param>
/// <param name="FromWh">Register at the first.</param>
/// <param name="ToWh">Register at the latest.</param>
public readonly record struct EnergyWitness(DateTimeOffset? At, double PowerW, double Wh, long FromWh, long ToWh)
{
    /// <summary>Of what is between samples farther apart nothing is known.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(20);

    /// <summary>More is no power of one EVSE but another unit (mW as W); such samples prove nothing. Watt.</summary>
    private const double HighestPowerW = 500_000;

    /// <summary>As much must have flowed by the samples, Wh, and the register must have risen by so many of its units.</summary>
    private const double LeastWh = 5_000;

    private const long LeastUnits = 3;

    /// <summary>Samples are taken at moments, and the register is cut to whole units at both ends.</summary>
    private const double Tolerance = 0.15;

    /// <summary>How far the register rose while <see cref="Wh"/> flowed.</summary>
    public long RisenBy => ToWh - FromWh;

    /// <summary>The register rose by as many units as kWh flowed. A register in Wh that stands still, or one of a car that waits, never does.</summary>
    public bool ShowsKilowattHours => Wh >= LeastWh && RisenBy >= LeastUnits && Math.Abs((Wh / 1000) - RisenBy) <= 1 + (Wh / 1000 * Tolerance);

    /// <summary>Takes in a sample.</summary>
    /// <param name="powerW">Active import power as told, W; null: it tells none.</param>
    /// <param name="registerWh">Register as told; null: it tells none.</param>
    /// <param name="at">When.</param>
    public EnergyWitness Read(double? powerW, long? registerWh, DateTimeOffset at)
    {
        if (powerW is not { } power || registerWh is not { } register) return this;
        if (power is < 0 or > HighestPowerW || !double.IsFinite(power)) return default;
        if (At is not { } before || at - before > LongestGap || register < ToWh) return new EnergyWitness(at, power, 0, register, register);
        if (at <= before) return this;
        return this with { At = at, PowerW = power, Wh = Wh + ((PowerW + power) / 2 * (at - before).TotalHours), ToWh = register };
    }
}
