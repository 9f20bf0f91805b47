using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Console.Api.Commands;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Sessions;
using Csms.Console.Api.Stations;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tariffs.OnStation;
using Microsoft.AspNetCore.Http.HttpResults;
using OcppCommand = Csms.Engine.Stations.Commands.CommandRequest;

namespace Csms.Console.Api.Tariffs;

/// <summary>`/api/v1/stations/{id}/tariffs`: what a 2.1 station holds of tariffs for its own reckoning; `PUT /api/v1/sessions/{id}/tariff`.</summary>
internal static class TariffEndpoints
{
    private const int LongestWaitSeconds = 7 * 24 * 3600;
    private const string Answers = "Any answer of the station is 200; 202: queued for a station that is offline.";

    public static void MapTariffs(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/stations/{id}/tariffs").RequireAuthorization(Permissions.StationsRead).WithTags("Tariffs on stations");
        group.MapGet("", List).WithName("listStationTariffs").WithSummary("Tariffs that a station holds, as far as accepted or told, then those that it did not take.").TakesPage().ProducesProblem(404);
        Sends(group.MapPost("/read", ReadAsync).WithName("readStationTariffs").WithSummary("Has the station tell its tariffs anew (GetTariffs).").WithDescription(Answers));
        Sends(group.MapPost("", SetAsync).TakesBody<DefaultTariffBody>().WithName("setDefaultTariff").WithSummary("Sets the default tariff of an EVSE or of all (SetDefaultTariff).")
            .WithDescription(Answers + " What the station has said that it can't do (TariffCostCtrlr) is 422, unless forced.").Takes("force", "true: sent whatever the station has said that it can do."));
        Sends(group.MapDelete("", ClearAllAsync).WithName("clearStationTariffs").WithSummary("Clears all tariffs of a station or of an EVSE (ClearTariffs).").WithDescription(Answers).Takes("evse", "Only at this EVSE."));
        Sends(group.MapDelete("/{tariffId}", ClearAsync).WithName("clearStationTariff").WithSummary("Clears a tariff (ClearTariffs).").WithDescription(Answers).Takes("evse", "Only at this EVSE."));
        Sends(api.MapPut("/sessions/{id}/tariff", ChangeAsync).RequireAuthorization(Permissions.SessionsRead).WithTags("Tariffs on stations").TakesBody<SessionTariffBody>().WithName("changeSessionTariff")
            .WithSummary("Another tariff for a running session (ChangeTransactionTariff).").WithDescription("Any answer of the station is 200. What the station has said that it can't do is 422, unless forced.")
            .Takes("force", "true: sent whatever the station has said that it can do."));
    }

    private static void Sends(RouteHandlerBuilder endpoint) =>
        endpoint.Takes("queueFor", "Seconds it may wait for a station that is offline; without it nothing waits.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(502).ProducesProblem(504);

    private static Results<Ok<Page<StationTariffView>>, ProblemHttpResult> List(string id, ApiQuery query, AccessScope scope, StationDirectory stations, StationTariffBook book)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var (limit, skip) = (query.Limit(), query.Skip());
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        return TypedResults.Ok(Page<StationTariffView>.From(StationTariffView.Of(book.Find(station.Id), scope.Can(Permissions.TokensRead, station.Profile.SiteId)), skip, limit, view => view));
    }

    private static Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult>> ReadAsync(
        string id, ApiQuery query, AccessScope scope, StationDirectory stations, StationCommands commands, IAuditLog audit, CancellationToken cancellation) =>
        SendAsync(id, "GetTariffs", new JsonObject { ["evseId"] = 0 }, query, scope, stations, commands, audit, cancellation);

    private static async Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult>> SetAsync(
        string id, JsonBody body, ApiQuery query, AccessScope scope, StationDirectory stations, StationTariffBook book, StationCommands commands, IAuditLog audit, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, CommandPermissions.Of("SetDefaultTariff"), out var refusal) is not { } station) return refusal!;
        var reader = new BodyReader(body);
        var evse = reader.Integer("evseId", 0, short.MaxValue);
        if (Tariff(body, reader, query, book.SupportOf(station.Id), out var fault) is not { } tariff) return fault!;
        return await SendAsync(id, "SetDefaultTariff", new JsonObject { ["evseId"] = evse.Value, ["tariff"] = tariff }, query, scope, stations, commands, audit, cancellation);
    }

    private static Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult>> ClearAllAsync(
        string id, ApiQuery query, AccessScope scope, StationDirectory stations, StationCommands commands, IAuditLog audit, CancellationToken cancellation) =>
        SendAsync(id, "ClearTariffs", Cleared(query, null), query, scope, stations, commands, audit, cancellation);

    private static Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult>> ClearAsync(
        string id, string tariffId, ApiQuery query, AccessScope scope, StationDirectory stations, StationCommands commands, IAuditLog audit, CancellationToken cancellation) =>
        SendAsync(id, "ClearTariffs", Cleared(query, tariffId), query, scope, stations, commands, audit, cancellation);

    private static async Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult>> ChangeAsync(
        string id, JsonBody body, ApiQuery query, AccessScope scope, SessionStore store, StationDirectory stations, StationTariffBook book, StationCommands commands, IAuditLog audit, CancellationToken cancellation)
    {
        if (await SessionEndpoints.FindAsync(id, scope, store, stations, cancellation) is not { } session) return Problem.NotFound("session", id);
        var permission = CommandPermissions.Of("ChangeTransactionTariff");
        if (!scope.Can(permission, stations.Find(session.StationId)?.Profile.SiteId)) return Problem.Forbidden(permission);
        if (Tariff(body, new BodyReader(body), query, book.SupportOf(session.StationId), out var fault) is not { } tariff) return fault!;
        if (!session.IsActive) return Problem.Conflict("Not running", $"Session {session.Id} is not running any more.");
        return await SendAsync(session.StationId.Value, "ChangeTransactionTariff", new JsonObject { ["tariff"] = tariff, ["transactionId"] = session.TransactionId }, query, scope, stations, commands, audit, cancellation);
    }

    /// <summary>The tariff of a body, to the letter; null with the refusal when it can't be sent.</summary>
    private static JsonNode? Tariff(JsonBody body, BodyReader reader, ApiQuery query, TariffSupport support, out ProblemHttpResult? refusal)
    {
        var force = query.Word("force", "true", "false") == "true";
        if (query.Faults.Count > 0)
        {
            refusal = Problem.Invalid(query.Faults);
            return null;
        }

        if (!body.Root.TryGetProperty("tariff", out var tariff) || tariff.ValueKind != JsonValueKind.Object) reader.Fault("tariff", "A tariff is needed, an object.");
        else
        {
            var found = TariffCheck.Of(tariff, support);
            foreach (var finding in found.Where(each => !each.FromStation)) reader.Fault($"tariff.{finding.Member}", finding.Fault.ToString());
            if (reader.Faults.Count == 0 && !force && found.Where(each => each.FromStation).ToList() is { Count: > 0 } limits)
            {
                refusal = Problem.Of(StatusCodes.Status422UnprocessableEntity, "Not within what the station can do", string.Join(" ", limits.Select(each => each.Fault.ToString()).Distinct()),
                    [new("faults", limits.Select(each => new { member = $"tariff.{each.Member}", code = JsonNamingPolicy.CamelCase.ConvertName(each.Fault.Code.ToString()), text = each.Fault.ToString() }).ToList())]);
                return null;
            }
        }

        refusal = reader.Faults.Count > 0 ? Problem.Invalid(reader.Faults) : null;
        return refusal is null ? JsonNode.Parse(tariff.GetRawText()) : null;
    }

    private static JsonObject Cleared(ApiQuery query, string? tariffId)
    {
        var body = new JsonObject();
        if (tariffId is not null) body["tariffIds"] = new JsonArray(tariffId);
        if (query.Integer("evse", 0, short.MaxValue) is { } evse) body["evseId"] = evse;
        return body;
    }

    private static async Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult>> SendAsync(
        string id, string action, JsonObject body, ApiQuery query, AccessScope scope, StationDirectory stations, StationCommands commands, IAuditLog audit, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, CommandPermissions.Of(action), out var refusal) is not { } station) return refusal!;
        var wait = query.Integer("queueFor", 0, LongestWaitSeconds);
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var command = await commands.ExecuteAsync(
            new OcppCommand(station.Id, action, JsonSerializer.SerializeToElement(body), scope.Actor.Name, WaitFor: wait is > 0 ? TimeSpan.FromSeconds(wait.Value) : null), cancellation);
        await audit.WriteAsync(scope.Actor, $"station.command.{action}", "station", station.Id.Value,
            after: new { CommandId = command.Id, Body = command.ShownBody, command.Stage, command.Status, command.OcppError }, cancellationToken: CancellationToken.None);
        return CommandResults.Of(command);
    }
}
