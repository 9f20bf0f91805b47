using System.Text.Json.Nodes;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.LiveView;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Units;

namespace Csms.Console.Commands.Bulk;

/// <summary>The one way in which people and programs start and stop bulk runs: judged station by station, begun, audited, in that order.</summary>
public sealed class BulkDesk(BulkCommands bulk, BulkStore store, LiveBoard board, IAuditLog audit)
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

    /// <summary>Starts a run.</summary>
    public async Task<BulkStart> StartAsync(AccessScope scope, BulkWish wish, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(wish);
        var preview = Preview(scope, wish.Action, wish.Stations, wish.Body);
        var body = wish.Body.ToJsonString();
        if (wish.Action is "RequestStartTransaction" or "RequestStopTransaction") return new BulkStart(null, preview, BulkRefusal.NotForMany);
        if (StationCommand.CarriesSecret(body)) return new BulkStart(null, preview, BulkRefusal.Secret);
        if (preview.Count == 0) return new BulkStart(null, preview, BulkRefusal.Nobody);
        var run = await bulk.BeginAsync(new BulkOrder(wish.Action, body, scope.Actor.Name, wish.Reason, wish.Pace, preview.Targets), cancellation);
        await audit.WriteAsync(scope.Actor, "bulk.start", "bulk", run.Id.ToString(), null, new
        {
            run.Action, Body = JsonNode.Parse(body), run.Pace, Stations = preview.Count, LeftOut = preview.Targets.Count - preview.Count,
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
