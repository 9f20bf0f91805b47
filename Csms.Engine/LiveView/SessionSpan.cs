namespace Csms.Engine.LiveView;

/// <summary>When a session ran and how much it has brought.</summary>
/// <param name="StationKey">Compact number of its station.</param>
/// <param name="EvseId">From 1.</param>
/// <param name="SessionId">Its number.</param>
/// <param name="From">Start.</param>
/// <param name="To">End; null while it runs.</param>
/// <param name="EnergyWh">Energy as written last, Wh.</param>
public readonly record struct SessionSpan(int StationKey, int EvseId, long SessionId, DateTimeOffset From, DateTimeOffset? To, long EnergyWh);
