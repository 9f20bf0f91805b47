using Csms.Engine.Incidents;
using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Incidents;

/// <summary>A host that looks at its stations only when a test says so, and at the time that the test says.</summary>
public sealed class IncidentHost : EngineHost
{
    /// <summary>Longer than the settling time.</summary>
    internal static readonly TimeSpan Settled = TimeSpan.FromSeconds(125);

    internal IncidentDesk Desk => Services.GetRequiredService<IncidentDesk>();

    internal IncidentStore Store => Services.GetRequiredService<IncidentStore>();

    internal ChannelDirectory Channels => Services.GetRequiredService<ChannelDirectory>();

    internal NotificationDispatcher Dispatcher => Services.GetRequiredService<NotificationDispatcher>();

    /// <inheritdoc />
    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["Csms:Incidents:ScanSeconds"] = "3600",
        ["Csms:Incidents:FaultSeconds"] = "0",
        ["Csms:Ocpp:CallTimeoutSeconds"] = "5",
    };

    /// <summary>One look at all stations, as if it were so much later.</summary>
    internal Task ScanAsync(TimeSpan ahead = default) => Desk.ScanAsync(TimeProvider.System.GetUtcNow() + ahead, CancellationToken.None);

    /// <summary>The open incident of a rule about a station or EVSE, or null.</summary>
    internal Incident? Open(IncidentRule rule, string station, int? evse = null) =>
        Desk.Open.SingleOrDefault(incident => incident.Rule == rule && incident.Subject == IncidentSubject.OfStation(station, evse));

    /// <summary>Looks until the incident is open. What a station said is seen a moment after its answer.</summary>
    internal async Task<Incident> OpenedAsync(IncidentRule rule, string station, int? evse = null, TimeSpan ahead = default)
    {
        await Eventually.TrueAsync(async () =>
        {
            await ScanAsync(ahead);
            return Open(rule, station, evse) is not null;
        }, $"{rule} of {station} is open");
        return Open(rule, station, evse)!;
    }

    /// <summary>Looks until the condition is gone, then past the settling time; gives the incident as stored.</summary>
    internal async Task<Incident> ClosedAsync(Incident incident, TimeSpan ahead = default)
    {
        await Eventually.TrueAsync(async () =>
        {
            await ScanAsync(ahead);
            return Desk.Find(incident.Id) is { ClearedAt: not null };
        }, $"the condition of {incident.Rule} is gone");
        await ScanAsync(ahead + Settled);
        return (await Store.FindAsync(incident.Id, CancellationToken.None))!;
    }

    /// <summary>The kinds of the rows of a timeline.</summary>
    internal async Task<IReadOnlyList<IncidentEntryKind>> KindsAsync(long id) =>
        [.. (await Store.EntriesAsync(id, CancellationToken.None)).Select(entry => entry.Kind)];
}
