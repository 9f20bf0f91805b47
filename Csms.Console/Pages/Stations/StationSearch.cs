using Csms.Console.Controls;
using Csms.Console.Layout;
using Csms.Console.Lists;
using Csms.Console.Security;
using Csms.Console.Texts;
using Csms.Engine.Energy;
using Csms.Engine.LiveView;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Stations;

/// <summary>Ctrl K finds stations by identity, name, serial, model and site; identities that begin with the text come first.</summary>
internal sealed class StationSearch(LiveBoard board, SiteDirectory sites, IStringLocalizer<ConsoleTexts> texts) : ISearchSource
{
    public int Order => 10;

    public string Heading => texts["Nav.stations"];

    public ValueTask<IReadOnlyList<SearchHit>> FindAsync(string text, AccessScope scope, int limit, CancellationToken cancellationToken)
    {
        if (text.Length == 0 || !scope.Can(Permissions.StationsRead)) return ValueTask.FromResult<IReadOnlyList<SearchHit>>([]);
        var filter = new StationFilter(text, null, null, null, null);
        var hits = board.Stations(scope.Live())
            .Where(station => filter.Matches(station, sites.Find(station.Profile.SiteId)))
            .OrderBy(station => station.Id.Value.StartsWith(text, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .Take(limit)
            .Select(station => new SearchHit(station.Id.Value, StationLinks.Of(station.Id), "station",
                string.Join(" · ", new[] { sites.Find(station.Profile.SiteId)?.Name, texts[station.Worst().TextKey()].Value }.Where(part => part is not null))));
        return ValueTask.FromResult<IReadOnlyList<SearchHit>>([.. hits]);
    }
}
