namespace Csms.Engine.Events.Charging;

/// <summary>NotifyPriorityCharging: a driver has switched priority charging on or off at the station (2.1 K22). Answered by <see cref="Acknowledged"/>.</summary>
/// <param name="TransactionId">Whose.</param>
/// <param name="IsOn">On, or off.</param>
public sealed record PriorityChargingReported(string TransactionId, bool IsOn) : StationMessage;
