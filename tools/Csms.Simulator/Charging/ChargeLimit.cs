using Csms.Simulator.Vehicle;

namespace Csms.Simulator.Charging;

/// <summary>Bounds that hold together: a total power, a current a phase, a number of phases.</summary>
/// <param name="MostWatts">Total power in W; infinity: none.</param>
/// <param name="MostAmps">Current in A a phase; infinity: none.</param>
/// <param name="Phases">Phases that may be used.</param>
public readonly record struct ChargeLimit(double MostWatts, double MostAmps, int Phases = 3)
{
    /// <summary>No limit.</summary>
    public static ChargeLimit None { get; } = new(double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>What they leave as total power in W.</summary>
    public double Watts => Math.Min(MostWatts, MostAmps * Volts);

    /// <summary>What they leave as current in A a phase.</summary>
    public double AmpsPerPhase => Math.Min(MostAmps, MostWatts / Volts);

    /// <summary>True when nothing is bounded.</summary>
    public bool IsNone => double.IsPositiveInfinity(MostWatts) && double.IsPositiveInfinity(MostAmps);

    private double Volts => VirtualVehicle.GridVoltageV * Phases;

    /// <summary>Reads a step: W = A × V × phases at the nominal voltage (2.0.1 part 2, K01.FR.50).</summary>
    public static ChargeLimit From(SchedulePeriod period, string unit, int outletPhases)
    {
        var phases = period.Phases is > 0 and var told ? Math.Min(told, outletPhases) : outletPhases;
        var limit = Math.Max(0, period.Limit);
        return unit == "W" ? new(limit, double.PositiveInfinity, phases) : new(double.PositiveInfinity, limit, phases);
    }

    /// <summary>The lower of two limits.</summary>
    public static ChargeLimit Min(ChargeLimit a, ChargeLimit b) => new(Math.Min(a.MostWatts, b.MostWatts), Math.Min(a.MostAmps, b.MostAmps), Math.Min(a.Phases, b.Phases));

    /// <summary>With power made on the spot on top (2.1); of no limit it makes none.</summary>
    public ChargeLimit Plus(ChargeLimit? more)
    {
        if (more is not { IsNone: false } generation || IsNone) return this;
        var watts = (generation with { Phases = Math.Min(generation.Phases, Phases) }).Watts;
        return new(Watts + watts, AmpsPerPhase + watts / Volts, Phases);
    }

    /// <summary>A share of it.</summary>
    public ChargeLimit Shared(int sharers) => this with { MostWatts = MostWatts / sharers, MostAmps = MostAmps / sharers };
}
