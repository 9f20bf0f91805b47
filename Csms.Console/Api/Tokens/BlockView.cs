using Csms.Console.Api.Bulk;
using Csms.Console.Commands;
using Csms.Console.Commands.Bulk;
using Csms.Console.Tokens;
using Csms.Engine.Tokens;

namespace Csms.Console.Api.Tokens;

/// <summary>What blocking everywhere does, or would do.</summary>
/// <param name="Token">As it is now.</param>
/// <param name="DryRun">Nothing was done.</param>
/// <param name="Steps">status, sessions, caches and localLists, each with its state: planned, done, given (the stations' answers come in later), notAsked, nobody. localLists: count follow the tokens by themselves, leftOut are lists that people send.</param>
/// <param name="Sessions">What it charges right now, with the command that stops it: follow it with GET /api/v1/commands/{id}.</param>
/// <param name="BulkCommandId">The run that clears caches: follow it with GET /api/v1/bulk-commands/{id}; null: none was started.</param>
/// <param name="Caches">Which stations clear their cache, and which don't and why.</param>
internal sealed record BlockView(TokenView Token, bool DryRun, IReadOnlyList<BlockStepView> Steps, IReadOnlyList<BlockSessionView> Sessions, Guid? BulkCommandId, BulkPreviewView Caches)
{
    public static BlockView Of(TokenEntry token, bool dryRun, IReadOnlyList<BlockStep> steps, IReadOnlyList<StopTarget> sessions, Guid? run, BulkPreview caches) => new(
        TokenView.Of(token), dryRun,
        [.. steps.Select(step => new BlockStepView(BulkRunView.Word(step.Kind), BulkRunView.Word(step.State), step.Count, step.LeftOut))],
        [.. sessions.Select(target => new BlockSessionView(target.Session.Id.Display, target.Session.StationId.Value, target.LeftOut is { } why ? BulkRunView.Word(why) : null, target.Command?.Id))],
        run, BulkPreviewView.Of(caches));
}
