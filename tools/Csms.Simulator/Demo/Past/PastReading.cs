namespace Csms.Simulator.Demo.Past;

/// <summary>One reading of a session of the past.</summary>
/// <param name="At">When; UTC.</param>
/// <param name="RegisterWh">Import register of the EVSE, Wh.</param>
/// <param name="PowerW">Power, W.</param>
/// <param name="Soc">State of charge of the car, %; null where the station does not learn it (AC).</param>
public readonly record struct PastReading(DateTimeOffset At, long RegisterWh, long PowerW, double? Soc);
