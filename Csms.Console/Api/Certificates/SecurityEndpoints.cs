using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Certificates;
using Csms.Engine.Stations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Certificates;

/// <summary>What stations tell of their security, and new passwords for them.</summary>
internal static class SecurityEndpoints
{
    public static void MapSecurity(this IEndpointRouteBuilder api)
    {
        var station = api.MapGroup("/stations/{id}").WithTags("Security");
        station.MapGet("/security-events", Events).RequireAuthorization(Permissions.StationsRead).WithName("listSecurityEvents")
            .WithSummary("Security events that the station has told, the last told first; the newest 100 are kept.").TakesPage().ProducesProblem(404);
        station.MapGet("/password-change", Get).RequireAuthorization(Permissions.StationsRead).WithName("getPasswordChange").WithSummary("How far the last change of the station's password is.").ProducesProblem(404);
        station.MapPost("/password-change", BeginAsync).RequireAuthorization(Permissions.CommandConfig).WithName("changePassword").WithSummary("Gives the station a new random password.")
            .WithDescription("The new password is made here, told to the station and shown nowhere. The old one counts until the station has connected with the new one.")
            .ProducesProblem(404).ProducesProblem(409);
    }

    private static Results<Ok<Page<SecurityEventView>>, ProblemHttpResult> Events(string id, ApiQuery query, AccessScope scope, StationDirectory stations, SecurityEvents events)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var (limit, skip) = (query.Limit(), query.Skip());
        return query.Faults.Count > 0 ? Problem.Invalid(query.Faults) : TypedResults.Ok(Page<SecurityEventView>.From(events.Of(station.Id), skip, limit, SecurityEventView.Of));
    }

    private static Results<Ok<PasswordChangeView>, ProblemHttpResult> Get(string id, AccessScope scope, StationDirectory stations, PasswordChanges changes) =>
        scope.Station(stations, id, Permissions.StationsRead, out var refusal) is { } station ? TypedResults.Ok(PasswordChangeView.Of(changes.Find(station.Id))) : refusal!;

    private static async Task<Results<Ok<PasswordChangeView>, ProblemHttpResult>> BeginAsync(
        string id, AccessScope scope, StationDirectory stations, PasswordChanges changes, IAuditLog audit, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.CommandConfig, out var refusal) is not { } station) return refusal!;
        var (change, refused) = await changes.BeginAsync(station.Id, scope.Actor.Name, cancellation);
        if (refused is { } why)
        {
            return why switch
            {
                PasswordChangeRefusal.NotConnected => Problem.Conflict("Not connected", "The station is not connected; nobody could tell it a new password."),
                PasswordChangeRefusal.UnderWay => Problem.Conflict("Under way", "A change of its password is under way."),
                _ => Problem.NotFound("station", id),
            };
        }

        var view = PasswordChangeView.Of(change);
        await audit.WriteAsync(scope.Actor, "station.password.change", "station", id, after: view, cancellationToken: CancellationToken.None);
        return TypedResults.Ok(view);
    }
}
