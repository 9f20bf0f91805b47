using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Events;
using Csms.Engine.LiveView;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;

namespace Csms.Console.Commands;

/// <summary>Stops many sessions, each by a command of its own to its station: judged one by one, given, audited, in that order.</summary>
public sealed class StopDesk(StationCommands commands, LiveBoard board, IAuditLog audit)
{
    /// <summary>Most sessions at a time.</summary>
    public const int Most = 1000;

    /// <summary>Whether somebody may stop sessions at a site: the right to stop one, and the right to the command that does it.</summary>
    public static bool May(AccessScope scope, string? siteId)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return scope.Can(Permissions.SessionsStop, siteId) && scope.Can(Permissions.CommandStop, siteId);
    }

    /// <summary>Which could be stopped as of now, in the order given.</summary>
    public IReadOnlyList<StopTarget> Preview(AccessScope scope, IEnumerable<Session> sessions)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(sessions);
        var live = scope.Live(Permissions.SessionsRead);
        return [.. sessions.Select(session => Judge(scope, session, board.Find(session.StationId, live)))];
    }

    /// <summary>Stops what can be stopped.</summary>
    /// <param name="scope">Who.</param>
    /// <param name="sessions">Which.</param>
    /// <param name="waitFor">How long the command waits for a station that is away; null: such a session is left out.</param>
    /// <param name="reason">Why, where one was typed.</param>
    public async Task<IReadOnlyList<StopTarget>> StopAsync(AccessScope scope, IEnumerable<Session> sessions, TimeSpan? waitFor, string? reason)
    {
        var targets = new List<StopTarget>();
        foreach (var target in Preview(scope, sessions))
        {
            if (target.LeftOut is not null)
            {
                targets.Add(target);
            }
            else if (target.Away && waitFor is null)
            {
                targets.Add(target with { LeftOut = StopLeftOut.Offline });
            }
            else
            {
                var members = new JsonObject { ["transactionId"] = target.Session.TransactionId };
                using var body = JsonDocument.Parse(members.ToJsonString());
                var given = await commands.GiveAsync(new CommandRequest(
                    target.Session.StationId, CommandKind.Stop.Action(), body.RootElement.Clone(), scope.Actor.Name, reason, target.Away ? waitFor : null));
                await audit.WriteAsync(scope.Actor, $"station.command.{given.Action}", "station", target.Session.StationId.Value, null, new { Session = target.Session.Id.Display, target.Session.TransactionId }, reason);
                targets.Add(target with { Command = given });
            }
        }

        return targets;
    }

    /// <summary>The command as it is now, also when it is over; null when it left no record.</summary>
    public Task<StationCommand?> ReadAsync(Guid command, CancellationToken cancellation) => commands.ReadAsync(command, cancellation);

    private static StopTarget Judge(AccessScope scope, Session session, StationState? station)
    {
        var now = station?.Sessions.ById(session.Id) ?? session;
        return new StopTarget(now, station?.Link != LinkState.Online, now switch
        {
            { IsActive: false } => StopLeftOut.Ended,
            _ when station is null || station.Profile.Registration != RegistrationStatus.Accepted || now.TransactionId.Length == 0 => StopLeftOut.NotPossible,
            _ when !May(scope, station.Profile.SiteId) => StopLeftOut.NotAllowed,
            _ => null,
        });
    }
}
