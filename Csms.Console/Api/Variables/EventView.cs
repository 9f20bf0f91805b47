using Csms.Engine.Stations.Configuration;

namespace Csms.Console.Api.Variables;

/// <summary>What a station said of a monitored variable.</summary>
/// <param name="At">When it happened, by the station's clock.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Component">Name of the component, with instance and EVSE.</param>
/// <param name="Variable">Name of the variable, with its instance.</param>
/// <param name="Value">Its value.</param>
/// <param name="Trigger">Alerting, Delta or Periodic.</param>
/// <param name="Cleared">What was alerted before is over.</param>
/// <param name="TechCode">The vendor's code.</param>
/// <param name="TechInfo">The vendor's text.</param>
/// <param name="MonitorId">The monitor behind it; null: hard-wired.</param>
/// <param name="Severity">0 (danger) to 9 (debug): as told (2.1), else that of its monitor; null: neither is known.</param>
internal sealed record EventView(
    DateTimeOffset At, DateTimeOffset ReceivedAt, string Component, string Variable, string? Value, string Trigger, bool Cleared, string? TechCode, string? TechInfo, int? MonitorId, int? Severity)
{
    public static EventView Of(StationEvent told) => new(
        told.At, told.ReceivedAt, told.Address.Owner, told.Address.Name, told.Value, told.Trigger, told.IsCleared, told.TechCode, told.TechInfo, told.MonitorId, told.Severity);
}
