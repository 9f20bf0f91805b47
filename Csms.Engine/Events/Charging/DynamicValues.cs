namespace Csms.Engine.Events.Charging;

/// <summary>New values for the one period of a dynamic profile, in the unit of its schedule (2.1 ChargingScheduleUpdateType).</summary>
/// <param name="Limit">Most that may be charged.</param>
/// <param name="DischargeLimit">Most that may be discharged, negative.</param>
/// <param name="Setpoint">What the EV is to follow.</param>
public sealed record DynamicValues(PhaseValues? Limit, PhaseValues? DischargeLimit, PhaseValues? Setpoint);
