namespace Csms.Simulator.Station;

/// <summary>One reading of all sensors of an EVSE.</summary>
public sealed record MeterSample
{
    /// <summary>When it was taken.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Reading context.</summary>
    public required string Context { get; init; }

    /// <summary>Energy.Active.Import.Register in Wh.</summary>
    public required long EnergyWh { get; init; }

    /// <summary>Power.Active.Import in W.</summary>
    public required double PowerW { get; init; }

    /// <summary>Power.Offered in W.</summary>
    public required double OfferedW { get; init; }

    /// <summary>Current in A, a phase or of the DC line.</summary>
    public required double CurrentA { get; init; }

    /// <summary>Voltage phase to neutral or of the DC line.</summary>
    public required double VoltageV { get; init; }

    /// <summary>Phases in use, 0 = DC.</summary>
    public required int Phases { get; init; }

    /// <summary>State of charge in percent; null when the station cannot know it.</summary>
    public double? Soc { get; init; }

    /// <summary>Temperature of the body in °C.</summary>
    public required double Celsius { get; init; }
}
