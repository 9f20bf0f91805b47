using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Console.Tokens;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Tokens;

/// <summary>`POST /api/v1/tokens/{idToken}/block-everywhere`: lost cards and drivers who may not charge any more.</summary>
internal static class BlockEndpoint
{
    private const int MaxReason = 200;
    private const int DefaultWaitSeconds = 3600;

    public static void MapTokenBlock(this RouteGroupBuilder tokens) => tokens.MapPost("/{idToken}/block-everywhere", BlockAsync).RequireAuthorization(Permissions.TokensWrite)
        .TakesBody<BlockBody>().WithName("blockTokenEverywhere").WithSummary("Blocks a token here, and where stations would still let it in.")
        .WithDescription("The token is Blocked at once. Stations clear their cache by a bulk command, sessions are stopped by a command each; both need their own permissions at the site (stations.command.reset; sessions.stop and stations.command.stop): what the key may not do is left out and told.")
        .ProducesProblem(400).ProducesProblem(404);

    private static async Task<Results<Ok<BlockView>, ProblemHttpResult>> BlockAsync(
        string idToken, JsonBody body, AccessScope scope, TokenDirectory tokens, BlockDesk desk, CancellationToken cancellation)
    {
        var reader = new BodyReader(body);
        var stop = reader.Flag("stopSessions");
        var stations = reader.Word("stations", ["used", "all", "none"]);
        var wait = reader.Integer("queueFor", 0, (int)BulkPace.LongestWait.TotalSeconds);
        var dryRun = reader.Flag("dryRun");
        var reason = reader.Text("reason", MaxReason);
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        if (tokens.Find(PathWords.Unslashed(idToken)) is not { } token) return Problem.NotFound("token", idToken);

        var wish = new BlockWish([token.IdToken], stop.Value, stations.Value switch { "all" => BlockStations.All, "none" => BlockStations.None, _ => BlockStations.WhereUsed },
            wait.Or(DefaultWaitSeconds) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null, string.IsNullOrWhiteSpace(reason.Value) ? null : reason.Value.Trim());
        if (dryRun.Value)
        {
            var preview = await desk.PreviewAsync(scope, wish, cancellation);
            return TypedResults.Ok(BlockView.Of(token, true, preview.Steps(wish), preview.Sessions, null, preview.Caches));
        }

        var done = await desk.BlockAsync(scope, wish, cancellation);
        return tokens.Find(token.IdToken) is { } now
            ? TypedResults.Ok(BlockView.Of(now, false, done.Steps, done.Sessions, done.Run?.Id, done.Caches))
            : Problem.NotFound("token", idToken);
    }
}
