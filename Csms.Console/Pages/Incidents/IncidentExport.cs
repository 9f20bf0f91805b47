using System.Runtime.CompilerServices;
using Csms.Console.Controls;
using Csms.Console.Exports;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Engine.Incidents;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Incidents;

/// <summary>`/incidents/export.csv`: the filtered list as a file; what is over is written as it is read.</summary>
internal static class IncidentExport
{
    private const int PageSize = 500;

    public static void MapIncidentExport(this IEndpointRouteBuilder routes) => routes.MapGet("/incidents/export.csv", WriteAsync).RequireAuthorization(Permissions.IncidentsRead).ExcludeFromDescription();

    internal static IReadOnlyList<CsvColumn<Incident>> Columns(IncidentWords words, TimeZoneInfo zone) =>
    [
        new("id", incident => incident.Id),
        new("severity", incident => IncidentCatalogue.Word(incident.Severity)),
        new("rule", incident => IncidentCatalogue.Word(incident.Rule)),
        new("what", incident => words.What(incident)),
        new("station", incident => incident.Subject.StationId),
        new("evse", incident => incident.Subject.EvseId),
        new("site", incident => words.Site(incident)),
        new("state", incident => incident.State.ToString()),
        new("since", incident => CsvCell.Of(incident.Since, words.Zone(incident) ?? zone)),
        new("opened_at", incident => CsvCell.Of(incident.OpenedAt, words.Zone(incident) ?? zone)),
        new("acknowledged_at", incident => CsvCell.Of(incident.AcknowledgedAt, words.Zone(incident) ?? zone)),
        new("acknowledged_by", incident => incident.AcknowledgedBy),
        new("assignee", incident => incident.Assignee),
        new("cleared_at", incident => CsvCell.Of(incident.ClearedAt, words.Zone(incident) ?? zone)),
        new("closed_at", incident => CsvCell.Of(incident.ClosedAt, words.Zone(incident) ?? zone)),
        new("closed_by", incident => incident.ClosedBy),
        new("close_reason", incident => incident.CloseReason),
        new("times", incident => incident.Count),
    ];

    private static Task WriteAsync(HttpContext context, AccessScope scope, IncidentDesk desk, IncidentStore store, IncidentWords words, Formats formats, TimeProvider time,
        string? q, string? state, string? severity, string? rule, string? site, string? station, string? hours, string? assignee)
    {
        formats.UseZone(context.User.FindFirst(ConsoleClaims.Zone)?.Value);
        var filter = IncidentFilter.Read(q, state, severity, rule, site, station, hours, assignee);
        var columns = Columns(words, formats.Zone);
        var now = time.GetUtcNow();
        if (filter.View == IncidentFilter.Closed)
        {
            var query = new IncidentQuery { State = IncidentState.Closed, StationId = filter.Station, SiteIds = scope.SiteIds(Permissions.IncidentsRead) };
            return Csv.WriteAsync(context, "incidents", columns, ClosedAsync(store, query, incident => filter.Matches(incident, words, now), context.RequestAborted));
        }

        var sites = scope.Sites(Permissions.IncidentsRead);
        return Csv.WriteAsync(context, "incidents", columns, desk.Open.Where(incident => sites.Contains(incident.SiteId) && filter.Matches(incident, words, now)).OrderByDescending(incident => incident.Id));
    }

    private static async IAsyncEnumerable<Incident> ClosedAsync(IncidentStore store, IncidentQuery query, Func<Incident, bool> wanted, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (ListPlace? after = null; ;)
        {
            var page = await store.ListAsync(query with { After = after, Limit = PageSize }, cancellation);
            foreach (var incident in page.Where(wanted)) yield return incident;
            if (page.Count < PageSize) yield break;
            after = new ListPlace(page[^1].OpenedAt, page[^1].Id);
        }
    }
}
