namespace Csms.Engine.Events.Charging;

/// <summary>NotifyEVChargingSchedule: the schedule that the EV intends to follow (2.1 K15, K17). Answered by <see cref="Acknowledged"/>, on the wire Accepted.</summary>
/// <param name="EvseId">Where it stands.</param>
/// <param name="TimeBase">What its times count from, UTC.</param>
/// <param name="Schedule">What it intends.</param>
/// <param name="SelectedId">Which of our schedules it chose (2.1); null: not told.</param>
public sealed record EvScheduleReported(int EvseId, DateTimeOffset TimeBase, ChargingSchedule Schedule, int? SelectedId) : StationMessage;
