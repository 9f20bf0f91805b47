namespace Csms.Simulator.Station;

/// <summary>A battery that can be swapped.</summary>
/// <param name="Serial">Serial number.</param>
/// <param name="SocPercent">State of charge, %.</param>
/// <param name="SohPercent">State of health, %.</param>
/// <param name="ProducedAt">Production date.</param>
public sealed record RackBattery(string Serial, double SocPercent, double SohPercent, DateTimeOffset ProducedAt);
