using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Sessions;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Limits;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Stations;

/// <summary>`/api/v1/stations/{id}/start-limits`: where what a remote start begins ends by itself (2.1 F07).</summary>
internal static class StartLimitEndpoints
{
    public static void MapStartLimits(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/stations/{id}/start-limits").WithTags("Commands");
        group.MapGet("", List).RequireAuthorization(Permissions.StationsRead).WithName("listStartLimits").WithSummary("Limits that wait for the transaction of a remote start.").TakesPage().ProducesProblem(404);
        group.MapPut("/{remoteStartId:int}", PutAsync).RequireAuthorization(StartLimitDesk.Permission).TakesBody<LimitView>().WithName("putStartLimit")
            .WithSummary("Wants limits of cost, energy, time or state of charge for the transaction of a remote start, before it is asked for.")
            .WithDescription("RequestStartTransaction has no place for them: give it the same remoteStartId. The transaction that shows that number takes them over, and the station hears of them with our answer. Only stations of OCPP 2.1.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        group.MapDelete("/{remoteStartId:int}", DeleteAsync).RequireAuthorization(StartLimitDesk.Permission).WithName("deleteStartLimit").WithSummary("Wants them no more. Limits that a transaction has taken over are the session's.").ProducesProblem(404);
    }

    private static Results<Ok<Page<StartLimitView>>, ProblemHttpResult> List(string id, ApiQuery query, AccessScope scope, StationDirectory stations, StartLimitBook book)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var (limit, skip) = (query.Limit(), query.Skip());
        return query.Faults.Count > 0 ? Problem.Invalid(query.Faults) : TypedResults.Ok(Page<StartLimitView>.From(book.Of(station.Id), skip, limit, StartLimitView.Of));
    }

    private static async Task<Results<Ok<StartLimitView>, ProblemHttpResult>> PutAsync(
        string id, int remoteStartId, JsonBody body, AccessScope scope, StationDirectory stations, StartLimitDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, StartLimitDesk.Permission, out var refusal) is not { } station) return refusal!;
        var reader = new BodyReader(body);
        var limits = LimitEndpoint.Read(reader);
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        if (!LimitDesk.HasLimits(station)) return LimitEndpoint.NotInVersion(station.Id);
        if (station.Sessions.Sessions.FirstOrDefault(session => session.RemoteStartId == remoteStartId) is { } begun) return Problem.Conflict("It has begun", $"Session {begun.Id} shows this number: its limits are wanted with PUT /sessions/{begun.Id}/limit.");
        return TypedResults.Ok(StartLimitView.Of(await desk.PutAsync(scope, station, remoteStartId, limits, cancellation)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string id, int remoteStartId, AccessScope scope, StationDirectory stations, StartLimitDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, StartLimitDesk.Permission, out var refusal) is not { } station) return refusal!;
        return await desk.DeleteAsync(scope, station, remoteStartId, cancellation) ? TypedResults.NoContent() : Problem.NotFound("start limit", $"{remoteStartId}");
    }
}
