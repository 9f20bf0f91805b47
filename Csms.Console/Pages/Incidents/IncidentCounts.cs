using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Engine.Incidents;

namespace Csms.Console.Pages.Incidents;

/// <summary>How many incidents nobody has acknowledged.</summary>
internal sealed class IncidentCounts(IncidentDesk desk) : INavCounts
{
    public NavCount? Get(string key, AccessScope scope)
    {
        if (key != "incidents") return null;
        var sites = scope.Sites(Permissions.IncidentsRead);
        var count = desk.Open.Count(incident => incident.State == IncidentState.Open && sites.Contains(incident.SiteId));
        return new NavCount(count, Alarming: true);
    }
}
