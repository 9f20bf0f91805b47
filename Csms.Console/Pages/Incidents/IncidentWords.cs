using Csms.Console.Controls;
using Csms.Console.Texts;
using Csms.Console.Vendors;
using Csms.Engine.Energy;
using Csms.Engine.Incidents;
using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Incidents;

/// <summary>Incidents in the person's language.</summary>
internal sealed class IncidentWords(IStringLocalizer<IncidentTexts> texts, EngineWords words, Formats formats, StationRegistry registry, SiteDirectory sites, FaultWords faults)
{
    /// <summary>"Booted 5 times in 15 minutes".</summary>
    public string What(Incident incident) => What(incident.Rule, incident.Detail, Maker(incident));

    /// <summary>What a rule found.</summary>
    public string What(IncidentRule rule, IncidentDetail detail, string? maker = null) => rule switch
    {
        IncidentRule.Offline => texts["What.Offline"] + Why(detail),
        IncidentRule.SiteOffline => texts["What.SiteOffline", formats.Number(detail.Count)],
        IncidentRule.Fault => string.Join(" · ", new[] { texts["What.Fault"].Value, faults.Say(detail.Code, detail.VendorCode, detail.VendorId, maker), Rest(detail) }.Where(part => !string.IsNullOrEmpty(part))),
        IncidentRule.BootLoop => texts["What.BootLoop", formats.Number(detail.Count), formats.Number(detail.Minutes)],
        IncidentRule.Disconnects => texts["What.Disconnects", formats.Number(detail.Count), formats.Number(detail.Minutes)] + Why(detail),
        IncidentRule.NoEnergy => texts["What.NoEnergy", formats.Number(detail.Minutes)],
        IncidentRule.ClockWrong => texts[detail.OffsetSeconds > 0 ? "What.ClockAhead" : "What.ClockBehind", Span(TimeSpan.FromSeconds(Math.Abs(detail.OffsetSeconds ?? 0)))],
        IncidentRule.SessionsFailing => texts["What.SessionsFailing", formats.Number(detail.Count)] + (detail.Code is null ? "" : $" · {detail.Code}"),
        IncidentRule.Unanswered => texts["What.Unanswered", formats.Number(detail.Count)] + (detail.Code is null ? "" : $" · {detail.Code}"),
        IncidentRule.SecurityEvent => texts["What.SecurityEvent", detail.Code ?? ""],
        IncidentRule.CertificateNearExpiry => texts["What.CertificateNearExpiry", detail.Until is { } until ? formats.Date(until) : ""],
        IncidentRule.TooManyConnectors => texts["What.TooManyConnectors", formats.Number(detail.Count), formats.Number(detail.Limit)],
        IncidentRule.ContractProviderAway => texts["What.ContractProviderAway", formats.Number(detail.Minutes)],
        IncidentRule.Alert => Joined(detail.Count is { } more ? texts["What.AlertsMore", formats.Number(more), detail.Code ?? ""] : texts["What.Alert", detail.Code ?? "", detail.Value ?? ""], detail.Level is { } level ? texts["What.Severity", formats.Number(level)].Value : null, detail.Text),
        IncidentRule.DerAlarm when detail.Count is { } more => texts["What.DerAlarmsMore", formats.Number(more), detail.Value ?? detail.Code ?? ""],
        IncidentRule.DerAlarm => Joined(texts["What.DerAlarm", detail.Value ?? detail.Code ?? ""], detail.Value is null ? null : detail.Code, detail.Text),
        IncidentRule.PaymentsFailing => Joined(texts["What.PaymentsFailing", formats.Number(detail.Count)], detail.Code, detail.Text),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "no incident rule"),
    };

    /// <summary>Name of the station, or of the site.</summary>
    public string Named(Incident incident) => incident.Subject.StationId is { } station ? Name(station) : Where(incident);

    /// <summary>"HBN-07 · EVSE 2", or the site.</summary>
    public string Where(Incident incident) => incident.Subject switch
    {
        { StationId: { } station, EvseId: { } evse } => $"{station} · EVSE {evse}",
        { StationId: { } station } => station,
        { SiteId: var site } => sites.Find(site)?.Name ?? site ?? "CSMS",
    };

    /// <summary>Name of the site it belongs to.</summary>
    public string? Site(Incident incident) => incident.SiteId is { } id ? sites.Find(id)?.Name ?? id : null;

    /// <summary>Zone of the site it belongs to; null: the person's.</summary>
    public TimeZoneInfo? Zone(Incident incident) => Formats.Find(sites.Find(incident.SiteId)?.TimeZone);

    /// <summary>What a row of the timeline says besides its kind.</summary>
    public string? Told(Incident incident, IncidentEntry entry) => entry.Kind switch
    {
        IncidentEntryKind.Opened or IncidentEntryKind.Repeated or IncidentEntryKind.Changed or IncidentEntryKind.Returned => entry.Detail is { } detail ? What(incident.Rule, detail, Maker(incident)) : null,
        IncidentEntryKind.Cleared => texts["Told.Cleared"],
        IncidentEntryKind.Verified => texts["Told.Verified"],
        IncidentEntryKind.Merged => texts["Told.Merged", entry.Text ?? ""],
        IncidentEntryKind.Assigned => entry.Text ?? texts["Nobody"],
        _ => entry.Text,
    };

    /// <summary>Tone of a severity.</summary>
    public static TagTone Tone(IncidentSeverity severity) => severity switch
    {
        IncidentSeverity.Critical => TagTone.Danger,
        IncidentSeverity.Warning => TagTone.Warn,
        _ => TagTone.Info,
    };

    /// <summary>Tone of what became of a notice.</summary>
    public static TagTone Tone(NotificationState state) => state switch
    {
        NotificationState.Sent => TagTone.Ok,
        NotificationState.Failed => TagTone.Danger,
        NotificationState.Waiting => TagTone.Info,
        _ => TagTone.Neutral,
    };

    private static string Joined(params string?[] parts) => string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part)));

    // The text begins with the code, which is told with its meaning.
    private static string? Rest(IncidentDetail detail) => detail is { VendorCode: { Length: > 0 } code, Text: { } text } && text.StartsWith(code, StringComparison.Ordinal) ? text[code.Length..].TrimStart(' ', '·') : detail.Text;

    private string? Maker(Incident incident) => incident.Subject.StationId is { } station && StationId.TryParse(station, out var id) ? registry.Find(id)?.Boot?.Vendor : null;

    // What was found before there were codes keeps its English.
    private string? Why(IncidentDetail detail) => detail.LinkEnd is { } end ? $" · {words.Say(end)}" : detail.Code is { } said ? $" · {said}" : null;

    // A clock that lost its time is back in 1970: nobody counts days there.
    private string Span(TimeSpan span) => span.TotalDays >= 730 ? texts["What.Years", formats.Number(Math.Floor(span.TotalDays / 365.25))] : formats.Duration(span);

    private string Name(string station) => StationId.TryParse(station, out var id) && registry.Find(id) is { } state ? state.DisplayName : station;
}
