using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Texts;
using Csms.Engine.Sessions;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Sessions;

/// <summary>Finds sessions in the palette by number, transaction id, station or token.</summary>
internal sealed class SessionSearch(SessionStore store, SessionLines lines, IStringLocalizer<SessionTexts> texts) : ISearchSource
{
    public int Order => 20;

    public string Heading => texts["Title"];

    public async ValueTask<IReadOnlyList<SearchHit>> FindAsync(string text, AccessScope scope, int limit, CancellationToken cancellationToken)
    {
        if (text.Trim().Length < 2 || !scope.Can(Permissions.SessionsRead)) return [];
        var found = await store.ListAsync(new SessionFilter { Search = text }.Query(scope, TimeZoneInfo.Utc) with { Limit = limit }, cancellationToken);
        return [.. found.Select(session => lines.Of(session, scope)).Select(line =>
            new SearchHit(line.Session.Id.Display, SessionLinks.Session(line.Session.Id), "session", $"{line.StationName} · {texts[$"State.{line.Session.State}"]}"))];
    }
}
