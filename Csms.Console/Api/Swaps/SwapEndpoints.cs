using Csms.Console.Api.Commands;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Swaps;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Swaps;

/// <summary>`/api/v1/battery-swaps`, and a swap asked for at a station (2.1, block S).</summary>
internal static class SwapEndpoints
{
    public static void MapSwaps(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/battery-swaps").RequireAuthorization(Permissions.SessionsRead).WithTags("Battery swaps");
        group.MapGet("", ListAsync).WithName("listBatterySwaps").WithSummary("Battery swaps, newest first.")
            .TakesPage().Takes("station", "Only of this station.").Takes("token", "Only of this token; needs tokens.read.").Takes("battery", "Only with a battery of this serial number, put in, taken out or left.")
            .Takes("state", "requested, open, completed, timedOut, refused or lapsed.").Takes("from", "Only begun from then on.").Takes("to", "Only begun before then.");
        group.MapGet("/{swapId:guid}", GetAsync).WithName("getBatterySwap").WithSummary("A battery swap.").ProducesProblem(404);
        api.MapPost("/stations/{id}/battery-swaps", RequestAsync).RequireAuthorization(SwapDesk.Permission).WithTags("Battery swaps").TakesBody<SwapBody>()
            .WithName("requestBatterySwap").WithSummary("Asks a station for a battery swap, and waits for its answer.")
            .WithDescription("400: the token may not charge. 201: the station accepted. 409: it did not (member stationStatus, reasonCode), or nothing was sent. The command RequestBatterySwap sends whatever token it is given.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(502).ProducesProblem(504);
    }

    private static async Task<Results<Ok<Page<SwapView>>, ProblemHttpResult>> ListAsync(ApiQuery query, AccessScope scope, SwapBook book, StationDirectory stations, CancellationToken cancellation)
    {
        var limit = query.Limit();
        var sites = scope.Sites(Permissions.SessionsRead);
        var wanted = new SwapQuery
        {
            Station = query.Text("station"),
            IdToken = query.Text("token"),
            Battery = query.Text("battery"),
            State = query.Word("state", SwapView.States) is { } word ? Enum.Parse<SwapState>(word, ignoreCase: true) : null,
            From = query.Time("from"),
            To = query.Time("to"),
            Sites = sites.All ? null : [.. sites.Ids],
            After = query.Cursor<SwapCursor>(SwapCursor.TryParse),
            Limit = limit + 1,
        };
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        if (wanted.IdToken is not null && !scope.Can(Permissions.TokensRead)) return Problem.Forbidden(Permissions.TokensRead);
        var rows = await book.ListAsync(wanted, cancellation);
        return TypedResults.Ok(Page<SwapView>.Of(rows, limit, swap => View(swap, scope, stations), swap => SwapCursor.Of(swap).ToString()));
    }

    private static async Task<Results<Ok<SwapView>, ProblemHttpResult>> GetAsync(Guid swapId, AccessScope scope, SwapBook book, StationDirectory stations, CancellationToken cancellation) =>
        await book.FindAsync(swapId, cancellation) is { } found && scope.Can(Permissions.SessionsRead, SiteOf(found, stations))
            ? TypedResults.Ok(View(found, scope, stations))
            : Problem.NotFound("battery swap", swapId.ToString());

    private static async Task<Results<Created<SwapView>, ProblemHttpResult>> RequestAsync(string id, JsonBody body, AccessScope scope, StationDirectory stations, SwapDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, SwapDesk.Permission, out var refusal) is not { } station) return refusal!;
        var reader = new BodyReader(body);
        var token = reader.Text("idToken", TokenRules.MaxToken, nullable: false);
        var type = reader.Word("idTokenType", [.. TokenRules.Types.Where(each => each != IdToken.DirectPayment)]);
        if (token.Value is null) reader.Fault("idToken", "Who swaps?");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        var kind = type.Value ?? desk.TypeOf(token.Value!);
        if (desk.Worth(station, token.Value!, kind) is not AuthorizationStatus.Accepted and var worth)
        {
            reader.Fault("idToken", $"The token may not charge: {worth}.");
            return Problem.Invalid(reader.Faults);
        }

        var (command, swap) = await desk.RequestAsync(scope, station, token.Value!, kind, cancellation);
        if (command.Status == "Accepted" && swap is not null) return TypedResults.Created($"/api/v1/battery-swaps/{swap.Id}", View(swap, scope, stations));
        return CommandResults.Of(command).Result as ProblemHttpResult
            ?? Problem.Of(StatusCodes.Status409Conflict, "No swap", $"The station answered {command.Status}.",
                [new("stationStatus", command.Status), new("reasonCode", swap?.ReasonCode), new("reason", swap?.Reason), new("commandId", command.Id)]);
    }

    private static SwapView View(BatterySwap swap, AccessScope scope, StationDirectory stations) => SwapView.Of(swap, scope.Can(Permissions.TokensRead, SiteOf(swap, stations)));

    private static string? SiteOf(BatterySwap swap, StationDirectory stations) => stations.Find(swap.Station)?.Profile.SiteId;
}
