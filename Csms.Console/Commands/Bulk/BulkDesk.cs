using System.Text.Json.Nodes;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Certificates;
using Csms.Engine.LiveView;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Units;

namespace Csms.Console.Commands.Bulk;

/// <summary>The one way in which people and programs start and stop bulk runs: judged station by station, begun, audited, in that order.</summary>
public sealed class BulkDesk(BulkCommands bulk, BulkStore store, LiveBoard board, IAuditLog audit, TimeProvider time)
{
    /// <summary>Commands that make sense for many stations at once; the others are about one transaction.</summary>
    public static readonly IReadOnlyList<CommandKind> Kinds =
    [
        CommandKind.Reset, CommandKind.Availability, CommandKind.Trigger, CommandKind.Unlock, CommandKind.ClearCache, CommandKind.GetVariables,
        CommandKind.SetVariables, CommandKind.BaseReport, CommandKind.GetLog, CommandKind.InstallCertificate, CommandKind.DataTransfer,
    ];

    /// <summary>Whether somebody may give any of them anywhere.</summary>
    public static bool MayAny(AccessScope scope) => Kinds.Any(kind => scope.Can(kind.Permission()));

    /// <summary>Who would take part, as of now.</summary>
    public BulkPreview Preview(AccessScope scope, string action, IEnumerable<StationId> stations, JsonObject? body = null)
    {
        var live = scope.Live();
        return BulkPreview.Of(scope, action, stations, id => board.Find(id, live), body);
    }

    /// <summary>
    /// Judges the members of a command before any station is given it: a root certificate for many has to be one (2.x M05), as the form of one station demands.
    /// Which uses and lengths a station's OCPP version takes is judged station by station.
    /// </summary>
    /// <returns>The members as they go out, a certificate without whatever else stood in its text; and what is wrong with it.</returns>
    public (JsonObject Body, InstallFault? Fault) Check(string action, JsonObject body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (action != "InstallCertificate") return (body, null);
        var (_, pem, fault) = InstallCheck.Read(Text("certificate"), Text("certificateType") ?? "", null, time.GetUtcNow());
        if (pem is null) return (body, fault);
        var sent = body.DeepClone().AsObject();
        sent["certificate"] = pem;
        return (sent, null);

        string? Text(string member) => body[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }

    /// <summary>Starts a run.</summary>
    public async Task<BulkStart> StartAsync(AccessScope scope, BulkWish wish, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(wish);
        var (checkedBody, fault) = Check(wish.Action, wish.Body);
        var preview = Preview(scope, wish.Action, wish.Stations, checkedBody);
        if (fault is not null) return new BulkStart(null, preview, BulkRefusal.Certificate, fault);
        var body = checkedBody.ToJsonString();
        if (wish.Action is "RequestStartTransaction" or "RequestStopTransaction") return new BulkStart(null, preview, BulkRefusal.NotForMany);
        if (StationCommand.CarriesSecret(body)) return new BulkStart(null, preview, BulkRefusal.Secret);
        if (preview.Count == 0) return new BulkStart(null, preview, BulkRefusal.Nobody);
        var run = await bulk.BeginAsync(new BulkOrder(wish.Action, body, scope.Actor.Name, wish.Reason, wish.Pace, preview.Targets), cancellation);
        await audit.WriteAsync(scope.Actor, "bulk.start", "bulk", run.Id.ToString(), null, new
        {
            run.Action, Body = CommandText.ForAudit(run.Action, JsonNode.Parse(body)), run.Pace, Stations = preview.Count, LeftOut = preview.Targets.Count - preview.Count,
        }, wish.Reason, CancellationToken.None);
        return new BulkStart(run, preview, null);
    }

    /// <summary>A run with what the asker may see of it.</summary>
    public Task<BulkSummary?> FindAsync(AccessScope scope, Guid id, CancellationToken cancellation) => store.FindAsync(id, scope.SiteIds(Permissions.StationsRead), cancellation);

    /// <summary>Whether somebody may stop a run: who may command every station of it.</summary>
    public async Task<bool> MayStopAsync(AccessScope scope, BulkRun run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(run);
        var sites = scope.Sites(CommandPermissions.Of(run.Action));
        return sites.All || (!sites.IsEmpty && (await store.SitesAsync(run.Id, cancellation)).All(sites.Contains));
    }

    /// <summary>Stops a run.</summary>
    public async Task<BulkStop> StopAsync(AccessScope scope, Guid id, string? reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (await FindAsync(scope, id, cancellation) is not { } found) return BulkStop.Missing;
        if (!await MayStopAsync(scope, found.Run, cancellation)) return BulkStop.Denied;
        if (!await bulk.StopAsync(id, scope.Actor.Name, reason, cancellation)) return BulkStop.Over;
        await audit.WriteAsync(scope.Actor, "bulk.stop", "bulk", id.ToString(), new { found.Run.Action, found.Tally.Settled, found.Tally.Targets }, null, reason, CancellationToken.None);
        return BulkStop.Done;
    }
}
