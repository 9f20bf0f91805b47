namespace Csms.Simulator.Station;

/// <summary>What the vehicle at an EVSE asks for over ISO 15118.</summary>
/// <param name="EnergyWh">Energy wanted, Wh.</param>
/// <param name="DepartureAt">When it leaves; null: it does not say.</param>
/// <param name="GreedyTimes">How often it intends more than it was allowed before it gives in: to see what the CSMS does.</param>
/// <param name="ControlMode">ScheduledControl or DynamicControl of ISO 15118-20 (told in 2.1); null: it does not say.</param>
public sealed record EvNeeds(int EnergyWh, DateTimeOffset? DepartureAt, int GreedyTimes, string? ControlMode = null);
