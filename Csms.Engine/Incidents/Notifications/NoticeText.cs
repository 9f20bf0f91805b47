using System.Globalization;
using Csms.Engine.Energy;
using Csms.Engine.Gateway;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Incidents.Notifications;

/// <summary>Incidents in plain words, for those who are not in front of the console. English, as every integration's log is.</summary>
internal sealed class NoticeText(StationRegistry registry, SiteDirectory sites, IOptions<PublicOptions> host)
{
    public NoticeMessage Message(string delivery, NoticeKind kind, Incident incident, DateTimeOffset at) => new(
        delivery, kind, incident, at, Summary(incident), sites.Find(incident.SiteId)?.Name, Link(incident));

    /// <summary>"HBN-07 EVSE 2: faulted, GroundFailure".</summary>
    public string Summary(Incident incident) => $"{Subject(incident.Subject)}: {What(incident)}";

    private string Subject(IncidentSubject subject)
    {
        if (subject.StationId is not { } station)
        {
            return sites.Find(subject.SiteId)?.Name ?? subject.SiteId ?? "CSMS";
        }

        var name = StationId.TryParse(station, out var id) && registry.Find(id) is { } state && state.DisplayName != station ? $"{state.DisplayName} ({station})" : station;
        return subject.EvseId is { } evse ? string.Create(CultureInfo.InvariantCulture, $"{name} EVSE {evse}") : name;
    }

    private static string What(Incident incident)
    {
        var detail = incident.Detail;
        return incident.Rule switch
        {
            IncidentRule.Offline => "offline",
            IncidentRule.SiteOffline => string.Create(CultureInfo.InvariantCulture, $"{detail.Count} stations offline together, power or network loss"),
            IncidentRule.Fault => string.Join(", ", new[] { "faulted", detail.Code, detail.Text }.Where(part => part is not null)),
            IncidentRule.BootLoop => string.Create(CultureInfo.InvariantCulture, $"booted {detail.Count} times in {detail.Minutes} minutes"),
            IncidentRule.Disconnects => string.Create(CultureInfo.InvariantCulture, $"lost its connection {detail.Count} times in {detail.Minutes} minutes"),
            IncidentRule.NoEnergy => string.Create(CultureInfo.InvariantCulture, $"charging without energy for more than {detail.Minutes} minutes"),
            IncidentRule.ClockWrong => string.Create(CultureInfo.InvariantCulture, $"clock is {Math.Abs(detail.OffsetSeconds ?? 0):F0} s {(detail.OffsetSeconds > 0 ? "ahead" : "behind")}"),
            IncidentRule.SessionsFailing => string.Create(CultureInfo.InvariantCulture, $"{detail.Count} sessions in a row failed"),
            IncidentRule.Unanswered => string.Create(CultureInfo.InvariantCulture, $"{detail.Count} commands in a row not answered"),
            IncidentRule.SecurityEvent => string.Create(CultureInfo.InvariantCulture, $"security event {detail.Code}"),
            IncidentRule.CertificateNearExpiry => string.Create(CultureInfo.InvariantCulture, $"certificate {detail.Code} is valid until {detail.Until:yyyy-MM-dd}"),
            IncidentRule.TooManyConnectors => string.Create(CultureInfo.InvariantCulture, $"tells of {detail.Count} EVSEs and connectors, {detail.Limit} are allowed"),
            IncidentRule.ContractProviderAway => string.Create(CultureInfo.InvariantCulture, $"provider of contract certificates away for more than {detail.Minutes} minutes"),
            IncidentRule.Alert => string.Join(", ", new[] { detail.Count is { } more ? string.Create(CultureInfo.InvariantCulture, $"more alerts: {more}, the gravest {detail.Code}") : $"alert {detail.Code} = {detail.Value}", detail.Level is { } level ? string.Create(CultureInfo.InvariantCulture, $"severity {level}") : null, detail.Text }.Where(part => part is not null)),
            IncidentRule.DerAlarm when detail.Count is { } more => string.Create(CultureInfo.InvariantCulture, $"more grid faults: {more}, one of them {detail.Value ?? detail.Code}"),
            IncidentRule.DerAlarm => string.Join(", ", new[] { $"grid fault {detail.Value ?? detail.Code}", detail.Text }.Where(part => part is not null)),
            IncidentRule.PaymentsFailing => string.Join(", ", new[] { string.Create(CultureInfo.InvariantCulture, $"{detail.Count} payments in a row failed"), detail.Code, detail.Text }.Where(part => part is not null)),
            _ => throw new ArgumentOutOfRangeException(nameof(incident), incident.Rule, "no incident rule"),
        };
    }

    private string? Link(Incident incident) => host.Value.PublicUrl is { Length: > 0 } url
        ? string.Create(CultureInfo.InvariantCulture, $"{url.TrimEnd('/')}/incidents/{incident.Id}") : null;
}
