using System.Globalization;
using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Texts;
using Csms.Engine.Incidents;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Incidents;

/// <summary>Finds open incidents in the palette by their number or a station.</summary>
internal sealed class IncidentSearch(IncidentDesk desk, IncidentWords words, IStringLocalizer<IncidentTexts> texts) : ISearchSource
{
    public int Order => 25;

    public string Heading => texts["Title"];

    public ValueTask<IReadOnlyList<SearchHit>> FindAsync(string text, AccessScope scope, int limit, CancellationToken cancellationToken)
    {
        var part = text.Trim().TrimStart('#');
        if (part.Length == 0 || !scope.Can(Permissions.IncidentsRead)) return ValueTask.FromResult<IReadOnlyList<SearchHit>>([]);
        return ValueTask.FromResult<IReadOnlyList<SearchHit>>([.. desk.Open
            .Where(incident => scope.Can(Permissions.IncidentsRead, incident.SiteId))
            .Where(incident => incident.Id.ToString(CultureInfo.InvariantCulture) == part || (part.Length > 1 && incident.Stations.Any(station => station.Contains(part, StringComparison.OrdinalIgnoreCase))))
            .Take(limit)
            .Select(incident => new SearchHit(texts["Number", incident.Id], IncidentLinks.Of(incident.Id), "incident", $"{words.Where(incident)}: {words.What(incident)}"))]);
    }
}
