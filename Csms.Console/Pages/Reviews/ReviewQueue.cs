using Csms.Console.Pages.Sessions;
using Csms.Console.Security;
using Csms.Engine.LiveView;
using Csms.Engine.Sessions;

namespace Csms.Console.Pages.Reviews;

/// <summary>The sessions that wait for a decision, the one that waits longest first, within what the person may decide.</summary>
internal sealed class ReviewQueue(SessionStore store, LiveBoard board, SessionLines lines)
{
    /// <summary>The most that is read: who has more has another problem first.</summary>
    public const int Most = 500;

    /// <summary>It runs, and something about it is in doubt already.</summary>
    public static bool RunsInDoubt(Session session)
    {
        if (!session.IsActive) return false;
        foreach (var flag in session.Flags)
            if (flag.IsOpenDoubt) return true;
        return false;
    }

    /// <summary>Reads it.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="site">Only of this site.</param>
    /// <param name="kind">Only with this open flag.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<List<SessionLine>> ReadAsync(AccessScope scope, string? site, SessionFlagKind? kind, CancellationToken cancellation)
    {
        var sites = scope.SiteIds(Permissions.SessionsReview);
        if (site is not null) sites = sites is null || sites.Contains(site) ? [site] : [];
        var ended = await store.ListAsync(new SessionQuery { State = SessionState.Review, SiteIds = sites, OldestFirst = true, Limit = Most }, cancellation);
        var running = board.Stations(scope.Live(Permissions.SessionsReview))
            .Where(station => site is null || station.Profile.SiteId == site)
            .SelectMany(station => station.Sessions.Sessions).Where(RunsInDoubt);
        return
        [
            .. ended.Concat(running.OrderBy(session => session.StartedAt))
                .Where(session => kind is null || session.Flags.Any(flag => flag.IsOpenDoubt && flag.Kind == kind))
                .Select(session => lines.Of(session, scope)),
        ];
    }
}
