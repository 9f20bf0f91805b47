namespace Csms.Simulator.Station;

/// <summary>One EVSE of a station; in 1.6 each EVSE is one connector.</summary>
public sealed record EvseOptions
{
    /// <summary>Connector types in 2.x words; more than one share the EVSE.</summary>
    public IReadOnlyList<string> Connectors { get; init; } = ["cType2"];

    /// <summary>True for DC.</summary>
    public bool IsDc { get; init; }

    /// <summary>Hardware limit in W.</summary>
    public double MaxW { get; init; } = 22_080;

    /// <summary>AC current in A a phase.</summary>
    public double MaxA { get; init; } = 32;

    /// <summary>AC phases.</summary>
    public int Phases { get; init; } = 3;

    /// <summary>Reading of the meter when the simulation starts, Wh.</summary>
    public long RegisterWh { get; init; } = 1_000_000;

    /// <summary>A 22 kW AC outlet.</summary>
    public static EvseOptions Ac22 { get; } = new();

    /// <summary>A CCS outlet.</summary>
    /// <param name="kilowatts">Hardware limit in kW.</param>
    public static EvseOptions Ccs(double kilowatts) => new() { Connectors = ["cCCS2"], IsDc = true, MaxW = kilowatts * 1000, MaxA = 500 };
}
