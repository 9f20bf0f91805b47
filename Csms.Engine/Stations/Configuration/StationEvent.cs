namespace Csms.Engine.Stations.Configuration;

/// <summary>What a station said of a monitored variable (OCPP 2.1 part 2, N07 and N08).</summary>
/// <param name="At">When it happened, by the station's clock.</param>
/// <param name="ReceivedAt">When it came, by ours.</param>
/// <param name="Address">The variable.</param>
/// <param name="Value">Its value.</param>
/// <param name="Trigger">Alerting, Delta or Periodic.</param>
/// <param name="IsCleared">What was alerted before is over.</param>
/// <param name="TechCode">The vendor's code.</param>
/// <param name="TechInfo">The vendor's text.</param>
/// <param name="MonitorId">The monitor behind it; null: hard-wired.</param>
/// <param name="Severity">0 (danger) to 9 (debug): as told (2.1), else that of its monitor; null: neither is known.</param>
public sealed record StationEvent(
    DateTimeOffset At, DateTimeOffset ReceivedAt, VariableAddress Address, string? Value, string Trigger, bool IsCleared, string? TechCode, string? TechInfo, int? MonitorId, int? Severity);
