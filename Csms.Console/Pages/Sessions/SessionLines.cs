using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.LiveView;
using Csms.Engine.Sessions;
using Csms.Engine.Tokens;

namespace Csms.Console.Pages.Sessions;

/// <summary>Sessions with what else stands in a row, within what the person may know.</summary>
internal sealed class SessionLines(LiveBoard board, SiteDirectory sites, TokenDirectory tokens)
{
    public SessionLine Of(Session session, AccessScope scope)
    {
        var station = board.Find(session.StationId, scope.Live(Permissions.SessionsRead));
        if (session.IsActive && station?.Sessions.ById(session.Id) is { } now) session = now;
        var site = sites.Find(station?.Profile.SiteId);
        var mayKnow = scope.Can(Permissions.TokensRead, station?.Profile.SiteId);
        return new SessionLine(
            session,
            station?.DisplayName ?? session.StationId.Value,
            site,
            Formats.Find(site?.TimeZone),
            mayKnow,
            mayKnow && session.Token is { } token ? tokens.Find(token)?.Driver : null,
            SessionLine.StateOf(session, station),
            scope.Can(Permissions.TariffsRead, station?.Profile.SiteId));
    }

    /// <summary>Running sessions that the person may see and the filter lets through, newest first.</summary>
    public List<Session> Running(SessionFilter filter, AccessScope scope, TimeZoneInfo zone)
    {
        var running = new List<Session>();
        foreach (var station in board.Stations(scope.Live(Permissions.SessionsRead)))
        {
            foreach (var session in station.Sessions.Sessions)
                if (session.IsActive && filter.Matches(session, station, scope, zone)) running.Add(session);
        }
        running.Sort(NewestFirst);
        return running;
    }

    /// <summary>
    /// What stations have in memory, running or ended lately, of what the person may see and the filter lets through in whatever state.
    /// </summary>
    /// <param name="since">Only those that run or were heard of since; null: all. Ten thousand stations hold some eighty thousand ended ones.</param>
    public IEnumerable<Session> InMemory(SessionFilter filter, AccessScope scope, TimeZoneInfo zone, DateTimeOffset? since = null)
    {
        var any = filter with { State = null };
        foreach (var station in board.Stations(scope.Live(Permissions.SessionsRead)))
        {
            foreach (var session in station.Sessions.Sessions)
                if ((since is null || session.IsActive || session.LastHeardAt >= since) && any.Matches(session, station, scope, zone)) yield return session;
        }
    }

    /// <summary>Whether the person may see it and the filter lets it through in whatever state.</summary>
    public bool LetsThrough(SessionFilter filter, Session session, AccessScope scope, TimeZoneInfo zone) =>
        board.Find(session.StationId, scope.Live(Permissions.SessionsRead)) is { } station && (filter with { State = null }).Matches(session, station, scope, zone);

    /// <summary>The session as its station has it in memory; null when it has not.</summary>
    public Session? Now(Session session, AccessScope scope) => board.Find(session.StationId, scope.Live(Permissions.SessionsRead))?.Sessions.ById(session.Id);

    /// <summary>The order of the list.</summary>
    public static int NewestFirst(Session a, Session b) => b.StartedAt.CompareTo(a.StartedAt) is not 0 and var order ? order : b.Id.Value.CompareTo(a.Id.Value);
}
