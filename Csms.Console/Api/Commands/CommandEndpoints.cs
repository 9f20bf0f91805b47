using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OcppCommand = Csms.Engine.Stations.Commands.CommandRequest;

namespace Csms.Console.Api.Commands;

/// <summary>Commands to stations, named as in OCPP 2.1 whatever the station speaks.</summary>
internal static class CommandEndpoints
{
    private const int MaxBodyBytes = 4 * 1024 * 1024; // a local list of tens of thousands of entries
    private const int LongestWaitSeconds = 7 * 24 * 3600;

    public static void MapCommands(this IEndpointRouteBuilder api)
    {
        var station = api.MapGroup("/stations/{id}/commands").WithTags("Commands");
        station.MapPost("/{action}", SendAsync).RequireAuthorization(Permissions.StationsRead).WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .WithName("sendCommand").WithSummary("Sends a command and waits for the station's answer.")
            .WithDescription("Any answer of the station is 200. 202: queued for a station that is offline. 400, 422: can't be sent so. 409: nothing was sent. 502: CALLERROR. 504: no answer.")
            .TakesBody().Takes("queueFor", "Seconds the command may wait for a station that is offline; without it nothing waits.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(502).ProducesProblem(504);
        station.MapGet("", ListAsync).RequireAuthorization(Permissions.StationsRead).WithName("listCommands").WithSummary("Commands of a station, newest first.")
            .TakesPage().ProducesProblem(404);

        var commands = api.MapGroup("/commands").WithTags("Commands");
        commands.MapGet("/{id}", GetAsync).RequireAuthorization(Permissions.StationsRead).WithName("getCommand").WithSummary("A command and what became of it.").ProducesProblem(404);
        commands.MapDelete("/{id}", WithdrawAsync).RequireAuthorization(Permissions.StationsRead).WithName("withdrawCommand")
            .WithSummary("Withdraws a command that still waits for its station.").ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult>> SendAsync(
        string id, [FromRoute] string action, JsonBody body, ApiQuery query, AccessScope scope, StationDirectory stations, StationCommands commands, IAuditLog audit, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, CommandPermissions.Of(action), out var refusal) is not { } station) return refusal!;
        if (!CommandCatalogue.All.Any(entry => entry.Action == action))
            return Problem.Of(StatusCodes.Status404NotFound, "No such command", $"OCPP 2.1 has no message {action} from the CSMS to a station.");
        var wait = query.Integer("queueFor", 0, LongestWaitSeconds);
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);

        var request = new OcppCommand(station.Id, action, body.Root, scope.Actor.Name, WaitFor: wait is > 0 ? TimeSpan.FromSeconds(wait.Value) : null);
        var command = await commands.ExecuteAsync(request, cancellation);
        await audit.WriteAsync(scope.Actor, $"station.command.{action}", "station", id,
            after: new { CommandId = command.Id, Body = CommandText.ForAudit(action, command.ShownBody), command.Stage, command.Status, command.OcppError }, cancellationToken: CancellationToken.None);
        return CommandResults.Of(command);
    }

    private static async Task<Results<Ok<Page<CommandView>>, ProblemHttpResult>> ListAsync(
        string id, ApiQuery query, AccessScope scope, StationDirectory stations, StationCommands commands, CommandStore store, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var limit = query.Limit();
        var before = query.Cursor<Guid>(Guid.TryParse);
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var written = await store.OfStationAsync(station.Id, before, limit + 1, cancellation);
        // What is under way is fresher in memory, and written only when it has an end.
        var open = commands.OpenOf(station.Id).ToDictionary(command => command.Id);
        var page = written.Select(command => open.GetValueOrDefault(command.Id, command)).ToList();
        if (before is null) page = [.. open.Values.Where(command => page.All(other => other.Id != command.Id)).Concat(page).OrderByDescending(command => command.QueuedAt)];
        return TypedResults.Ok(Page<CommandView>.Of(page, limit, CommandView.Of, command => command.Id.ToString()));
    }

    private static async Task<Results<Ok<CommandView>, ProblemHttpResult>> GetAsync(
        string id, AccessScope scope, StationDirectory stations, StationCommands commands, CommandStore store, CancellationToken cancellation) =>
        await FindAsync(id, scope, stations, commands, store, cancellation) is { } command ? TypedResults.Ok(CommandView.Of(command)) : Problem.NotFound("command", id);

    private static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(
        string id, AccessScope scope, StationDirectory stations, StationCommands commands, CommandStore store, IAuditLog audit, CancellationToken cancellation)
    {
        if (await FindAsync(id, scope, stations, commands, store, cancellation) is not { } command) return Problem.NotFound("command", id);
        var permission = CommandPermissions.Of(command.Action);
        if (!scope.Can(permission, SiteOf(stations, command.Station))) return Problem.Forbidden(permission);
        if (!await commands.WithdrawAsync(command.Id, cancellation)) return Problem.Conflict("Too late to withdraw", "The command does not wait for its station any more.");
        await audit.WriteAsync(scope.Actor, "station.command.withdraw", "station", command.Station.Value,
            before: new { CommandId = command.Id, command.Action, Body = CommandText.ForAudit(command.Action, command.ShownBody) }, cancellationToken: cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<StationCommand?> FindAsync(
        string id, AccessScope scope, StationDirectory stations, StationCommands commands, CommandStore store, CancellationToken cancellation)
    {
        if (!Guid.TryParse(id, out var number)) return null;
        var command = commands.Find(number) ?? await store.FindAsync(number, cancellation);
        return command is not null && scope.Can(Permissions.StationsRead, SiteOf(stations, command.Station)) ? command : null;
    }

    private static string? SiteOf(StationDirectory stations, StationId station) => stations.Find(station)?.Profile.SiteId;
}
