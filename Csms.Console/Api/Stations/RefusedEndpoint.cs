using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Engine.Gateway;
using Csms.Engine.LiveView;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Stations;

/// <summary>`/api/v1/refused-connections`: why a charger that is being entered does not come.</summary>
internal static class RefusedEndpoint
{
    public static void MapRefused(this IEndpointRouteBuilder api) => api.MapGet("/refused-connections", List).RequireAuthorization(Permissions.StationsWrite).WithTags("Stations").WithName("listRefusedConnections")
        .WithSummary("Connections that were refused, newest first: of the caller's stations, and under names that nobody entered. The last 256 of this node are kept.")
        .Takes("station", "Of this station, beside those under names that nobody entered.").Takes("since", "At or after.").TakesPage();

    private static Results<Ok<Page<RefusedView>>, ProblemHttpResult> List(ApiQuery query, AccessScope scope, RefusedConnects refused, LiveBoard board)
    {
        var (limit, skip, since) = (query.Limit(), query.Skip(), query.Time("since"));
        StationId? wanted = null;
        if (query.Text("station") is { } text)
        {
            if (StationId.TryParse(text, out var id)) wanted = id;
            else query.Faults.TryAdd("station", ["This is no station identity."]);
        }

        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        return TypedResults.Ok(Page<RefusedView>.From(refused.Seen(board, scope, wanted, since ?? DateTimeOffset.MinValue).ToList(), skip, limit, RefusedView.Of));
    }
}
