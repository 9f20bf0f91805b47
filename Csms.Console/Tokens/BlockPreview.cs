using Csms.Console.Commands;
using Csms.Console.Commands.Bulk;
using Csms.Engine.Tokens;
using Csms.Engine.Units;

namespace Csms.Console.Tokens;

/// <summary>What blocking everywhere would touch, as of now.</summary>
/// <param name="Blocked">Tokens that become blocked.</param>
/// <param name="Already">Tokens that are blocked; what stations keep of them is cleared all the same.</param>
/// <param name="Gone">Texts that nobody has entered (any more).</param>
/// <param name="Sessions">What they charge right now, as far as it is seen.</param>
/// <param name="Unseen">Running sessions at sites that whoever asks does not see.</param>
/// <param name="Caches">Stations that clear their cache, and which don't and why.</param>
/// <param name="Following">Stations that have one on a local list that follows the tokens: it is taken off by itself.</param>
/// <param name="ByHand">Stations that have one on a local list that people send.</param>
internal sealed record BlockPreview(
    IReadOnlyList<TokenEntry> Blocked, IReadOnlyList<TokenEntry> Already, IReadOnlyList<string> Gone, IReadOnlyList<StopTarget> Sessions, int Unseen, BulkPreview Caches,
    IReadOnlyList<StationId> Following, IReadOnlyList<StationId> ByHand)
{
    /// <summary>The steps that would be taken.</summary>
    public IReadOnlyList<BlockStep> Steps(BlockWish wish)
    {
        var stopped = Sessions.Count(target => target.LeftOut is null && (!target.Away || wish.WaitFor is not null));
        var cleared = Reached(wish);
        return
        [
            new(BlockStepKind.Status, BlockStepState.Planned, Blocked.Count),
            Step(BlockStepKind.Sessions, wish.StopSessions, stopped, Sessions.Count - stopped),
            Step(BlockStepKind.Caches, wish.Stations != BlockStations.None, cleared, Caches.Targets.Count - cleared),
            LocalLists(BlockStepState.Planned),
        ];
    }

    /// <summary>Stations that would clear their cache.</summary>
    public int Reached(BlockWish wish) => wish.WaitFor is null ? Caches.Online.Count : Caches.Count;

    /// <summary>Lists that follow the tokens need no one: the engine takes the tokens off (LocalListKeeper). The others are told.</summary>
    public BlockStep LocalLists(BlockStepState state) => new(BlockStepKind.LocalLists, Following.Count > 0 ? state : BlockStepState.Nobody, Following.Count, ByHand.Count);

    private static BlockStep Step(BlockStepKind kind, bool asked, int count, int leftOut) =>
        new(kind, !asked ? BlockStepState.NotAsked : count > 0 ? BlockStepState.Planned : BlockStepState.Nobody, asked ? count : 0, asked ? leftOut : 0);
}
