namespace Csms.Simulator.Charging;

/// <summary>One step of a charging schedule.</summary>
/// <param name="StartSeconds">Seconds from the start of the schedule.</param>
/// <param name="Limit">Limit in the unit of the schedule; infinity when the step names none.</param>
/// <param name="Phases">Phases the limit counts for, null = the outlet's.</param>
public sealed record SchedulePeriod(int StartSeconds, double Limit, int? Phases);
