using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Sessions;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Sessions;

/// <summary>The ticked sessions, also those that nobody has scrolled to: what runs as it is now, the rest as it is stored.</summary>
internal sealed class SessionPicks(SessionStore store, SessionLines lines)
{
    private const int PageSize = 1000;

    /// <summary>Ticked sessions that the person may see, newest first, and whether there are more of them than <paramref name="most"/>.</summary>
    /// <param name="selection">What is ticked.</param>
    /// <param name="filter">What the list is narrowed to.</param>
    /// <param name="scope">Who asks.</param>
    /// <param name="zone">The person's zone.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<(IReadOnlyList<Session> Sessions, bool More)> ReadAsync(RowSelection selection, SessionFilter filter, AccessScope scope, TimeZoneInfo zone, int most, CancellationToken cancellation)
    {
        if (!selection.IsAll)
        {
            var ids = selection.Keys.Select(key => SessionId.TryParse(key, out var id) ? id : default).Where(id => id != default).ToList();
            var found = await store.FindAsync([.. ids.Take(most)], cancellation);
            // Who ticked a session means it, also when it has left the filter; not when the person's rights have changed meanwhile.
            return ([.. found.Select(session => lines.Now(session, scope) ?? session).Where(session => lines.LetsThrough(SessionFilter.None, session, scope, zone))], ids.Count > most);
        }

        var picked = new List<Session>();
        for (ListPlace? after = null; ;)
        {
            var page = await store.ListAsync(filter.Query(scope, zone) with { After = after, Limit = PageSize }, cancellation);
            foreach (var session in selection.Pick(page, session => session.Id.Display))
            {
                if (picked.Count == most) return (picked, true);
                picked.Add(lines.Now(session, scope) ?? session);
            }
            if (page.Count < PageSize) return (picked, false);
            after = new ListPlace(page[^1].StartedAt, page[^1].Id.Value);
        }
    }
}
