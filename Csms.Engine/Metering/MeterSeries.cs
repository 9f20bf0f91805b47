namespace Csms.Engine.Metering;

/// <summary>What the meter of a session said over its time, thinned out for a screen.</summary>
public sealed record MeterSeries
{
    /// <summary>Active import power, W: the total where given, else the sum of the phases.</summary>
    public IReadOnlyList<MeterPoint> Power { get; init; } = [];

    /// <summary>No power was measured: it is the register's rise between two readings.</summary>
    public bool PowerFromRegister { get; init; }

    /// <summary>Import register, Wh.</summary>
    public IReadOnlyList<MeterPoint> Register { get; init; } = [];

    /// <summary>State of charge, %.</summary>
    public IReadOnlyList<MeterPoint> Soc { get; init; } = [];

    /// <summary>Power offered to the car, W.</summary>
    public IReadOnlyList<MeterPoint> Offered { get; init; } = [];

    /// <summary>Highest power of all readings, W.</summary>
    public double? PeakW { get; init; }

    /// <summary>Energy by integration of the power readings, Wh: the witness of the register. Null without measured power.</summary>
    public double? SampledWh { get; init; }

    /// <summary>How many readings there are in all.</summary>
    public int Readings { get; init; }
}
