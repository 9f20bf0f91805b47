namespace Csms.Engine.Events.Charging;

/// <summary>ClearedChargingLimit: the limit of somebody else is off (2.1 K13). Answered by <see cref="Acknowledged"/>.</summary>
/// <param name="Source">Whose.</param>
/// <param name="EvseId">Where; 0: the whole station. Null: not told, everywhere.</param>
public sealed record ChargingLimitCleared(string Source, int? EvseId) : StationMessage;
