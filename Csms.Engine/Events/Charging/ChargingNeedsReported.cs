namespace Csms.Engine.Events.Charging;

/// <summary>NotifyEVChargingNeeds: what an EV asks for (2.1 K15, K18, K19). Answered by <see cref="ChargingNeedsAnswer"/>.</summary>
/// <param name="EvseId">Where it stands.</param>
/// <param name="Needs">What it asks for.</param>
public sealed record ChargingNeedsReported(int EvseId, ChargingNeeds Needs) : StationMessage;
