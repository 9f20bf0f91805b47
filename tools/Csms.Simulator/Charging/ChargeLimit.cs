using Csms.Simulator.Vehicle;

namespace Csms.Simulator.Charging;

/// <summary>A limit in both units.</summary>
/// <param name="Watts">Total power in W.</param>
/// <param name="AmpsPerPhase">Current in A a phase.</param>
public readonly record struct ChargeLimit(double Watts, double AmpsPerPhase)
{
    /// <summary>No limit.</summary>
    public static ChargeLimit None { get; } = new(double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>Converts a step: W = A × V × phases at the nominal voltage (2.0.1 part 2, K01.FR.50).</summary>
    public static ChargeLimit From(SchedulePeriod period, string unit, int outletPhases)
    {
        var volts = VirtualVehicle.GridVoltageV * (period.Phases ?? outletPhases);
        return unit == "W" ? new(period.Limit, period.Limit / volts) : new(period.Limit * volts, period.Limit);
    }

    /// <summary>The lower of two limits.</summary>
    public static ChargeLimit Min(ChargeLimit a, ChargeLimit b) => new(Math.Min(a.Watts, b.Watts), Math.Min(a.AmpsPerPhase, b.AmpsPerPhase));
}
