namespace Csms.Simulator.Vehicle;

/// <summary>What the vehicle takes.</summary>
/// <param name="PowerW">Total power in W.</param>
/// <param name="CurrentA">Current in A, a phase (AC) or of the DC line.</param>
/// <param name="VoltageV">Voltage phase to neutral (AC) or of the DC line.</param>
/// <param name="Phases">Phases in use, 0 for DC.</param>
public readonly record struct PowerDraw(double PowerW, double CurrentA, double VoltageV, int Phases);
