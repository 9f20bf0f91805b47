using System.Collections.Immutable;

namespace Csms.Engine.Events.Charging;

/// <summary>NotifyChargingLimit: somebody else limits the station (2.1 K11, K12). Answered by <see cref="Acknowledged"/>.</summary>
/// <param name="EvseId">Where; 0: the whole station.</param>
/// <param name="Source">Who: "EMS", "SO", "Other"…</param>
/// <param name="IsGridCritical">It keeps the grid from harm.</param>
/// <param name="IsLocalGeneration">It is no limit but power made on the spot, on top (2.1).</param>
/// <param name="Schedules">What it is; none: the station does not tell.</param>
public sealed record ChargingLimitReported(int EvseId, string Source, bool IsGridCritical, bool IsLocalGeneration, ImmutableArray<ChargingSchedule> Schedules) : StationMessage;
