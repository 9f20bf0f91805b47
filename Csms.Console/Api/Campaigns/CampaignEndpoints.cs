using System.Globalization;
using Csms.Console.Api.Bulk;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Commands;
using Csms.Console.Commands.Bulk;
using Csms.Console.Commands.Campaigns;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Firmware;
using Csms.Engine.LiveView;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Stations.Quirks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Csms.Console.Api.Campaigns;

/// <summary>`/api/v1/firmware-campaigns`: one firmware to many stations, in steps, with its record.</summary>
internal static class CampaignEndpoints
{
    private const int MaxBodyBytes = 2 * 1024 * 1024; // 20,000 identities
    private const int MaxReason = 200;

    public static void MapCampaigns(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/firmware-campaigns").WithTags("Firmware").RequireAuthorization(Permissions.StationsRead);
        group.MapPost("", StartAsync).RequireAuthorization(Permissions.CommandConfig).WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes)).WithName("startFirmwareCampaign").WithSummary("Brings a firmware image to many stations, in steps.")
            .WithDescription("201: it is under way; 200: the answer to dryRun. Stations that the image is not for, that run it already, or that the key may not update, are left out and named. A station is done when it tells Installed or boots with the version of the image.")
            .TakesBody<CampaignBody>().ProducesProblem(400).ProducesProblem(409);
        group.MapGet("", ListAsync).WithName("listFirmwareCampaigns").WithSummary("Firmware campaigns, newest first.").Takes("state", "open or over.").TakesPage();
        group.MapGet("/{id:guid}", GetAsync).WithName("getFirmwareCampaign").WithSummary("A firmware campaign and how far it is.").ProducesProblem(404);
        group.MapGet("/{id:guid}/stations", StationsAsync).WithName("listFirmwareCampaignStations").WithSummary("Its stations, each with what it told, in their order.")
            .Takes("state", "Only stations in this state.").TakesPage().ProducesProblem(404);
        group.MapPost("/{id:guid}/pause", (Guid id, JsonBody body, AccessScope scope, CampaignDesk desk, CancellationToken cancellation) => TurnAsync(id, CampaignTurn.Pause, body, scope, desk, cancellation))
            .RequireAuthorization(Permissions.CommandConfig).WithName("pauseFirmwareCampaign").WithSummary("Nobody has a turn until it goes on; what is under way is followed.").TakesBody<BulkStopBody>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        group.MapPost("/{id:guid}/resume", (Guid id, JsonBody body, AccessScope scope, CampaignDesk desk, CancellationToken cancellation) => TurnAsync(id, CampaignTurn.Resume, body, scope, desk, cancellation))
            .RequireAuthorization(Permissions.CommandConfig).WithName("resumeFirmwareCampaign").WithSummary("Goes on with a paused campaign.").TakesBody<BulkStopBody>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        group.MapPost("/{id:guid}/stop", (Guid id, JsonBody body, AccessScope scope, CampaignDesk desk, CancellationToken cancellation) => TurnAsync(id, CampaignTurn.Stop, body, scope, desk, cancellation))
            .RequireAuthorization(Permissions.CommandConfig).WithName("stopFirmwareCampaign").WithSummary("Stops it: nobody else has a turn; what is under way is followed to its end.").TakesBody<BulkStopBody>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        group.MapPost("/{id:guid}/retry", RetryAsync).RequireAuthorization(Permissions.CommandConfig).WithName("retryFirmwareCampaign").WithSummary("Starts a campaign of the stations that failed or never had their turn in one that is over.")
            .ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Results<Created<CampaignView>, Ok<BulkPreviewView>, ProblemHttpResult>> StartAsync(
        JsonBody body, AccessScope scope, LiveBoard board, SiteDirectory sites, QuirkBook quirks, FirmwareLibrary library, CampaignDesk desk, CancellationToken cancellation)
    {
        if (!scope.Can(FirmwareDesk.Permission)) return Problem.Forbidden(FirmwareDesk.Permission);
        var reader = new BodyReader(body);
        if (await CampaignBodyReader.ReadAsync(reader, body, scope, board, sites, quirks, library, cancellation) is not { } asked) return Problem.Invalid(reader.Faults);
        if (asked.Wish.Reset != CampaignReset.Never && !scope.Can(CampaignDesk.ResetPermission)) return Problem.Forbidden(CampaignDesk.ResetPermission);
        if (asked.DryRun) return TypedResults.Ok(BulkPreviewView.Of(await desk.PreviewAsync(scope, asked.Wish.Image, asked.Wish.Stations, asked.Wish.Reset, cancellation)));
        var (started, problem) = await BeginAsync(scope, desk, asked.Wish, cancellation);
        return started is null ? problem! : started;
    }

    private static async Task<Results<Ok<Page<CampaignView>>, ProblemHttpResult>> ListAsync(ApiQuery query, AccessScope scope, FirmwareCampaigns campaigns, CancellationToken cancellation)
    {
        var limit = query.Limit();
        var state = query.Word("state", "open", "over");
        var before = query.Cursor<Guid>(Guid.TryParse);
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var read = await campaigns.ListAsync(scope.SiteIds(Permissions.StationsRead), state is null ? null : state == "open", before, limit + 1, cancellation);
        return TypedResults.Ok(Page<CampaignView>.Of(read, limit, CampaignView.Of, each => each.Run.Id.ToString()));
    }

    private static async Task<Results<Ok<CampaignView>, ProblemHttpResult>> GetAsync(Guid id, AccessScope scope, CampaignDesk desk, CancellationToken cancellation) =>
        await desk.FindAsync(scope, id, cancellation) is { } found ? TypedResults.Ok(CampaignView.Of(found)) : Missing(id);

    private static async Task<Results<Ok<Page<CampaignStationView>>, ProblemHttpResult>> StationsAsync(
        Guid id, ApiQuery query, AccessScope scope, CampaignDesk desk, FirmwareCampaigns campaigns, BulkStore store, CancellationToken cancellation)
    {
        var limit = query.Limit();
        var state = query.Word("state", [.. Enum.GetValues<BulkItemState>().Select(value => BulkRunView.Word(value))]);
        var after = query.Cursor(static (string text, out int position) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out position)) ?? -1;
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        if (await desk.FindAsync(scope, id, cancellation) is not { } found) return Missing(id);
        IReadOnlyCollection<BulkItemState> states = state is null ? [] : [Enum.Parse<BulkItemState>(state, ignoreCase: true)];
        var read = await store.ItemsAsync(id, scope.SiteIds(Permissions.StationsRead), states, after, 0, limit + 1, cancellation);
        var updates = await campaigns.UpdatesAsync([.. read.Select(item => item.CommandId).OfType<Guid>()], cancellation);
        return TypedResults.Ok(Page<CampaignStationView>.Of(read, limit, item => Shown(item, item.CommandId is { } command ? updates.GetValueOrDefault(command) : null),
            item => item.Position.ToString(CultureInfo.InvariantCulture)));

        CampaignStationView Shown(BulkItem item, FirmwareUpdate? update) => CampaignStationView.Of(item, update, found.Run.EndedAt is not null ? null
            : item.State == BulkItemState.Waiting ? campaigns.HoldOf(found.Campaign, item.Station) : item.State == BulkItemState.Answered ? campaigns.ResetHoldOf(found.Campaign, update) : null);
    }

    private static async Task<Results<Ok<CampaignView>, ProblemHttpResult>> TurnAsync(Guid id, CampaignTurn turn, JsonBody body, AccessScope scope, CampaignDesk desk, CancellationToken cancellation)
    {
        var reader = new BodyReader(body);
        var reason = reader.Text("reason", MaxReason);
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        var result = await desk.TurnAsync(scope, id, turn, reason.Value, cancellation);
        if (result is BulkStop.Missing || await desk.FindAsync(scope, id, cancellation) is not { } found) return Missing(id);
        return result switch
        {
            BulkStop.Done => TypedResults.Ok(CampaignView.Of(found)),
            BulkStop.Denied => Problem.Forbidden(FirmwareDesk.Permission),
            BulkStop.Over => Problem.Conflict("Nothing changed", turn switch
            {
                CampaignTurn.Pause => "It is not under way.",
                CampaignTurn.Resume => "It is not paused.",
                _ => "It is stopped or over already.",
            }),
            _ => throw new InvalidOperationException($"no result {result}"),
        };
    }

    private static async Task<Results<Created<CampaignView>, ProblemHttpResult>> RetryAsync(Guid id, AccessScope scope, CampaignDesk desk, CancellationToken cancellation)
    {
        if (await desk.FindAsync(scope, id, cancellation) is not { } found) return Missing(id);
        if (!await desk.MayTurnAsync(scope, found, cancellation)) return Problem.Forbidden(FirmwareDesk.Permission);
        if (await desk.AgainAsync(scope, found, cancellation) is not { } wish) return Problem.Conflict("Nothing to try again", "It is not over, nobody failed, or its image has been deleted.");
        var (started, problem) = await BeginAsync(scope, desk, wish, cancellation);
        return started is null ? problem! : started;
    }

    private static async Task<(Created<CampaignView>? Started, ProblemHttpResult? Problem)> BeginAsync(AccessScope scope, CampaignDesk desk, CampaignWish wish, CancellationToken cancellation)
    {
        var start = await desk.StartAsync(scope, wish, cancellation);
        return start.Run is null
            ? (null, Problem.Of(StatusCodes.Status409Conflict, "Nothing was started", "No station can take part.", [new("preview", BulkPreviewView.Of(start.Preview))]))
            : (TypedResults.Created($"/api/v1/firmware-campaigns/{start.Run.Id}", CampaignView.Of((await desk.FindAsync(scope, start.Run.Id, cancellation))!)), null);
    }

    private static ProblemHttpResult Missing(Guid id) => Problem.NotFound("firmware campaign", id.ToString());
}
