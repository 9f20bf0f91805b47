using Csms.Console.Commands;
using Csms.Console.Commands.Bulk;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Events;
using Csms.Engine.LiveView;
using Csms.Engine.LocalLists;
using Csms.Engine.Sessions;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Tokens;
using Csms.Engine.Units;

namespace Csms.Console.Tokens;

/// <summary>
/// Blocks tokens wherever they could still be let in: here at once, where they charge by stopping them, and in what stations have kept. Each
/// step is judged by what whoever blocks may do there; what can't be done is told and does not hold up the rest.
/// </summary>
internal sealed class BlockDesk(TokenStore store, TokenDirectory tokens, RunningTokens running, TokenUses uses, LiveBoard board, StopDesk stops, BulkDesk bulk, LocalListBook lists, IAuditLog audit)
{
    /// <summary>Most tokens at a time.</summary>
    public const int Most = 1000;

    /// <summary>No canary and no stop at failures: a cache that was not cleared lets the token in, whatever other stations answered.</summary>
    private static readonly BulkPace _pace = new(0, false, 100, TimeSpan.Zero, null, null);

    /// <summary>What it would touch.</summary>
    public async Task<BlockPreview> PreviewAsync(AccessScope scope, BlockWish wish, CancellationToken cancellation)
    {
        var entries = wish.IdTokens.Distinct(StringComparer.OrdinalIgnoreCase).Select(id => (Id: id, Entry: tokens.Find(id))).ToList();
        var known = entries.Select(each => each.Entry).OfType<TokenEntry>().ToLookup(entry => entry.Status == AuthorizationStatus.Blocked);
        var ids = known.SelectMany(group => group).Select(entry => entry.IdToken).ToList();
        var sessions = SessionsOf(scope, ids);
        var live = scope.Live();
        var holders = lists.HoldersOf(ids).Where(holder => board.Find(holder.Station, live) is not null).ToLookup(holder => holder.Follows, holder => holder.Station);
        return new BlockPreview(
            [.. known[false]], [.. known[true]], [.. entries.Where(each => each.Entry is null).Select(each => each.Id)],
            stops.Preview(scope, sessions), ids.Sum(id => running.SessionsOf(id).Count(session => !sessions.Any(seen => seen.Id == session))),
            bulk.Preview(scope, CommandKind.ClearCache.Action(), await StationsAsync(scope, ids, wish.Stations, cancellation)),
            [.. holders[true]], [.. holders[false]]);
    }

    /// <summary>Blocks them. The status counts when this returns; commands are given and followed by their own records.</summary>
    public async Task<BlockResult> BlockAsync(AccessScope scope, BlockWish wish, CancellationToken cancellation)
    {
        if (!scope.Can(Permissions.TokensWrite)) throw new InvalidOperationException("no permission to write tokens");
        var preview = await PreviewAsync(scope, wish, cancellation);
        var ids = preview.Blocked.Concat(preview.Already).Select(entry => entry.IdToken).ToList();
        var changes = await store.ChangeAsync(ids, entry => entry with { Status = AuthorizationStatus.Blocked }, cancellation);
        // What follows is not given up half way because a browser was closed: the tokens are blocked by now.
        IReadOnlyList<StopTarget> stopped = wish.StopSessions ? await stops.StopAsync(scope, SessionsOf(scope, ids), wish.WaitFor, wish.Reason) : [];
        var run = await ClearAsync(scope, wish, preview);
        var cleared = run is null ? 0 : preview.Reached(wish);
        BlockStep[] steps =
        [
            new(BlockStepKind.Status, BlockStepState.Done, changes.Count),
            Step(BlockStepKind.Sessions, wish.StopSessions, stopped.Count(target => target.Command is not null), stopped.Count(target => target.Command is null)),
            Step(BlockStepKind.Caches, wish.Stations != BlockStations.None, cleared, preview.Caches.Targets.Count - cleared),
            preview.LocalLists(BlockStepState.Given),
        ];
        await audit.WriteAsync(scope.Actor, [.. ids.Select(id => new AuditWrite(
            "token.blockEverywhere", "token", id, changes.FirstOrDefault(change => change.IdToken == id)?.Before, new
            {
                Token = tokens.Find(id), wish.StopSessions, wish.Stations,
                Stopped = stopped.Where(target => target.Command is not null && Emaid.Spelling.Equals(target.Session.Token?.Value, id)).Select(target => target.Session.Id.Display),
                Caches = cleared, BulkRun = run?.Id,
            }, wish.Reason))], CancellationToken.None);
        return new BlockResult(steps, changes, stopped, run, preview.Caches);
    }

    private static BlockStep Step(BlockStepKind kind, bool asked, int count, int leftOut) =>
        new(kind, !asked ? BlockStepState.NotAsked : count > 0 ? BlockStepState.Given : BlockStepState.Nobody, count, leftOut);

    private async Task<BulkRun?> ClearAsync(AccessScope scope, BlockWish wish, BlockPreview preview)
    {
        if (wish.Stations == BlockStations.None || preview.Reached(wish) == 0) return null;
        var start = await bulk.StartAsync(scope, new BulkWish(CommandKind.ClearCache.Action(), [], [.. preview.Caches.Targets.Select(target => target.Station)], _pace with { WaitFor = wish.WaitFor }, wish.Reason), CancellationToken.None);
        return start.Run;
    }

    /// <summary>What the tokens charge right now, as far as whoever asks sees it.</summary>
    private List<Session> SessionsOf(AccessScope scope, IReadOnlyCollection<string> ids)
    {
        var wanted = ids.SelectMany(running.SessionsOf).ToHashSet();
        if (wanted.Count == 0) return [];
        return [.. board.Stations(scope.Live(Permissions.SessionsRead)).SelectMany(station => station.Sessions.Sessions).Where(session => session.IsActive && wanted.Contains(session.Id))];
    }

    private async Task<IReadOnlyList<StationId>> StationsAsync(AccessScope scope, IReadOnlyCollection<string> ids, BlockStations which, CancellationToken cancellation)
    {
        switch (which)
        {
            case BlockStations.None:
                return [];
            case BlockStations.All:
                return [.. board.Stations(scope.Live()).Select(station => station.Id)];
            case BlockStations.WhereUsed:
                // Stations that are gone can't be told anything and are not worth a word.
                var live = scope.Live();
                return [.. (await uses.StationsAsync(ids, scope.SiteIds(Permissions.StationsRead), cancellation)).Where(id => board.Find(id, live) is not null)];
            default:
                throw new ArgumentOutOfRangeException(nameof(which), which, "no such choice");
        }
    }
}
