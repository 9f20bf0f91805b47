namespace Csms.Engine.Energy.Der;

/// <summary>A grid fault, or the start or end of a control.</summary>
/// <param name="Kind">Which.</param>
/// <param name="At">When, by the station, UTC.</param>
/// <param name="ReceivedAt">When it was told, UTC.</param>
/// <param name="Subject">Of a fault the type of control that it concerns, else the control's number.</param>
/// <param name="Fault">GridEventFaultEnumType; null: not told.</param>
/// <param name="Info">More, in the station's words; of a start the controls whose place it takes.</param>
public sealed record DerEvent(DerEventKind Kind, DateTimeOffset At, DateTimeOffset ReceivedAt, string Subject, string? Fault, string? Info);
