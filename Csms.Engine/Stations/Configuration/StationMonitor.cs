namespace Csms.Engine.Stations.Configuration;

/// <summary>A monitor that a station watches a variable with (OCPP 2.1 part 2, N02).</summary>
/// <param name="Id">The station's number of it.</param>
/// <param name="Address">What it watches.</param>
/// <param name="Type">UpperThreshold, LowerThreshold, Delta, Periodic, PeriodicClockAligned; 2.1 also TargetDelta, TargetDeltaRelative.</param>
/// <param name="Value">Threshold or change in the variable's unit; of a periodic one the interval, seconds.</param>
/// <param name="Severity">0 (danger) to 9 (debug).</param>
/// <param name="InTransaction">It watches only while a transaction runs there.</param>
/// <param name="Origin">HardWiredMonitor, PreconfiguredMonitor or CustomMonitor; null: not told (before 2.1).</param>
public sealed record StationMonitor(int Id, VariableAddress Address, string Type, double Value, int Severity, bool InTransaction, string? Origin);
