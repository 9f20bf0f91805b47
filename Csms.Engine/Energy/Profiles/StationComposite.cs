using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>The schedule that a station says it follows (GetCompositeSchedule).</summary>
/// <param name="EvseId">Of this EVSE; 0: of the whole.</param>
/// <param name="At">When it said so, UTC.</param>
/// <param name="Schedule">What it said.</param>
public sealed record StationComposite(int EvseId, DateTimeOffset At, ChargingSchedule Schedule);
