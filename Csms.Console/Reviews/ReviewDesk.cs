using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;

namespace Csms.Console.Reviews;

/// <summary>Decisions of people about sessions: allowed, done, written down. Pages and REST go through it.</summary>
/// <param name="stations">Of whose sessions.</param>
/// <param name="audit">Where it is written down.</param>
/// <param name="count">Counts anew what waits for a decision: no figure lags behind one.</param>
internal sealed class ReviewDesk(StationDirectory stations, IAuditLog audit, Func<CancellationToken, Task> count)
{
    /// <summary>The longest reason, characters.</summary>
    public const int MostReason = 500;

    /// <summary>Something was decided about a session, also about one that its station has no longer in memory. Raised where it was decided: returns at once.</summary>
    public event Action<Session>? Decided;

    /// <summary>Decides; null when there is nothing to decide any more (somebody was faster), or the station is gone.</summary>
    /// <param name="scope">Who; must hold sessions.review where the session is: see <see cref="MayDecide"/>.</param>
    /// <param name="session">As it was seen.</param>
    /// <param name="decision">What.</param>
    /// <param name="reason">Why, as typed.</param>
    /// <param name="cancellation">Gives up before it is decided, never between deciding and writing it down.</param>
    public async Task<Session?> DecideAsync(AccessScope scope, Session session, SessionDecision decision, string reason, CancellationToken cancellation)
    {
        if (!MayDecide(scope, session)) throw new InvalidOperationException("no permission to decide about " + session.Id.Display);
        if (await stations.ReviewSessionAsync(session.Id, decision, scope.Actor.Name, reason, cancellation) is not { } after) return null;
        var action = decision switch
        {
            SessionDecision.Accept => "session.resolve",
            SessionDecision.Correct => "session.correct",
            SessionDecision.Flag => "session.flag",
            _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, "no decision"),
        };
        // What was decided is in the store: it is in the audit log, also when the person has gone meanwhile.
        await audit.WriteAsync(scope.Actor, action, "session", session.Id.Display, Summary(session), Summary(after), reason, CancellationToken.None);
        Decided?.Invoke(after);
        await count(CancellationToken.None);
        return after;
    }

    /// <summary>Ends a session here whose end will not come; null when it does not run any more.</summary>
    public async Task<Session?> CloseAsync(AccessScope scope, Session session, string reason)
    {
        if (!MayDecide(scope, session)) throw new InvalidOperationException("no permission to close " + session.Id.Display);
        if (await stations.CloseSessionAsync(session, scope.Actor.Name, reason) is not { } after) return null;
        await audit.WriteAsync(scope.Actor, "session.close", "session", session.Id.Display, Summary(session), Summary(after), reason);
        Decided?.Invoke(after);
        await count(CancellationToken.None);
        return after;
    }

    /// <summary>Whether the person may decide about it.</summary>
    public bool MayDecide(AccessScope scope, Session session) => scope.Can(Permissions.SessionsReview, stations.Find(session.StationId)?.Profile.SiteId);

    private static object Summary(Session session) => new
    {
        State = session.State.Word(),
        session.EndedAt,
        session.EnergyWh,
        MeasuredWh = session.Correction is null ? null : session.FinalEnergyWh,
        Open = session.Flags.Where(flag => flag.IsOpenDoubt).Select(flag => flag.Kind.ToString()),
    };
}
