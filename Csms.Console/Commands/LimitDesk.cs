using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;

namespace Csms.Console.Commands;

/// <summary>The one way in which people and programs want limits for a running session (2.1 E16): allowed, kept, in the audit log. The station hears of them with our next answer about the session.</summary>
internal sealed class LimitDesk(StationDirectory stations, IAuditLog audit)
{
    /// <summary>Most energy, Wh.</summary>
    public const int MostEnergyWh = 10_000_000;

    /// <summary>Longest duration, seconds: a month.</summary>
    public const int MostSeconds = 31 * 24 * 3600;

    /// <summary>Most cost, in whatever currency.</summary>
    public const int MostCost = 1_000_000;

    /// <summary>Whether the station of a session has limits: they came with 2.1.</summary>
    public static bool HasLimits(StationState? station) => station?.OcppVersion == "2.1";

    /// <summary>
    /// Limits of a session as somebody may see them. The highest cost of a charge with a prepaid card is what is on the card: that is for who sees tariffs.
    /// Null: there are none, or nothing of them is to be seen.
    /// </summary>
    public static TransactionLimits? Shown(Session session, TransactionLimits? limits, bool withCost)
    {
        ArgumentNullException.ThrowIfNull(session);
        var shown = withCost || session.Price?.Terms.Credit is null ? limits : limits is null ? null : limits with { MaxCost = null };
        return shown is { IsEmpty: false } ? shown : null;
    }

    /// <summary>Whether somebody may: a limit stops the session when it is reached.</summary>
    public bool MayLimit(AccessScope scope, Session session) => scope.Can(Permissions.SessionsStop, stations.Find(session.StationId)?.Profile.SiteId);

    /// <summary>Wants limits, in place of those wanted before; null when the session does not run any more.</summary>
    public async Task<Session?> LimitAsync(AccessScope scope, Session session, TransactionLimits limits)
    {
        if (!MayLimit(scope, session)) throw new InvalidOperationException("no permission to limit " + session.Id.Display);
        if (await stations.LimitSessionAsync(session, limits) is not { } after) return null;
        await audit.WriteAsync(scope.Actor, "session.limit", "session", session.Id.Display,
            new { Limits = Told(session.Limits), Wanted = Told(session.WantedLimits) }, new { Limits = Told(after.Limits), Wanted = limits }, cancellationToken: CancellationToken.None);
        return after;

        TransactionLimits? Told(TransactionLimits? each) => Shown(session, each, withCost: false);
    }
}
