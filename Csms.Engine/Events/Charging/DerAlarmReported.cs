namespace Csms.Engine.Events.Charging;

/// <summary>NotifyDERAlarm: a grid fault has begun or ended (2.1 R). Answered by <see cref="Acknowledged"/>.</summary>
/// <param name="ControlType">DERControlEnumType that it concerns.</param>
/// <param name="Fault">GridEventFaultEnumType: "OverVoltage"…; null: not told.</param>
/// <param name="IsOver">It has ended.</param>
/// <param name="At">When, by the station.</param>
/// <param name="Info">More in the station's words.</param>
public sealed record DerAlarmReported(string ControlType, string? Fault, bool IsOver, DateTimeOffset At, string? Info) : StationMessage;
