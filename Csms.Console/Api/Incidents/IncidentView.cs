using System.Text.Json.Serialization;
using Csms.Engine.Incidents;

namespace Csms.Console.Api.Incidents;

/// <summary>Something that is or was wrong.</summary>
/// <param name="Id">Number.</param>
/// <param name="Rule">offline, siteOffline, fault, bootLoop, disconnects, noEnergy, clockWrong, sessionsFailing, unanswered, securityEvent, certificateNearExpiry, tooManyConnectors, contractProviderAway, alert or derAlarm.</param>
/// <param name="Severity">info, warning or critical.</param>
/// <param name="State">open, acknowledged or closed.</param>
/// <param name="SiteId">Site it belongs to.</param>
/// <param name="StationId">Station it is about; null: the whole site.</param>
/// <param name="EvseId">EVSE it is about; null: the whole station.</param>
/// <param name="Variable">Of an alert the variable, or the kind of grid control, that it is about.</param>
/// <param name="StationIds">Stations concerned.</param>
/// <param name="Detail">The figures as last found.</param>
/// <param name="Since">Since when the condition holds.</param>
/// <param name="OpenedAt">When the rule opened it.</param>
/// <param name="LastSeenAt">When it last happened.</param>
/// <param name="Count">How often it happened.</param>
/// <param name="ClearedAt">Since when the condition is gone; it is closed when it stays away.</param>
/// <param name="AcknowledgedAt">When a person took notice.</param>
/// <param name="AcknowledgedBy">Who.</param>
/// <param name="Assignee">Who works on it.</param>
/// <param name="ClosedAt">When it ended.</param>
/// <param name="ClosedBy">Who closed it; null: its rule.</param>
/// <param name="CloseReason">Why a person closed it.</param>
internal sealed record IncidentView(
    long Id,
    string Rule,
    string Severity,
    string State,
    string? SiteId,
    string? StationId,
    int? EvseId,
    string? Variable,
    IReadOnlyList<string> StationIds,
    IncidentDetailView Detail,
    DateTimeOffset Since,
    DateTimeOffset OpenedAt,
    DateTimeOffset LastSeenAt,
    int Count,
    DateTimeOffset? ClearedAt,
    DateTimeOffset? AcknowledgedAt,
    string? AcknowledgedBy,
    string? Assignee,
    DateTimeOffset? ClosedAt,
    string? ClosedBy,
    string? CloseReason)
{
    /// <summary>The whole story, oldest first; only where one incident is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IncidentEntryView>? Timeline { get; init; }

    public static IncidentView Of(Incident incident) => new(
        incident.Id,
        IncidentCatalogue.Word(incident.Rule),
        IncidentCatalogue.Word(incident.Severity),
        IncidentCatalogue.Word(incident.State),
        incident.SiteId,
        incident.Subject.StationId,
        incident.Subject.EvseId,
        incident.Subject.Variable,
        incident.Stations,
        IncidentDetailView.Of(incident.Detail),
        incident.Since,
        incident.OpenedAt,
        incident.LastSeenAt,
        incident.Count,
        incident.ClearedAt,
        incident.AcknowledgedAt,
        incident.AcknowledgedBy,
        incident.Assignee,
        incident.ClosedAt,
        incident.ClosedBy,
        incident.CloseReason);
}
