using Csms.Engine.Stations;
using Csms.Engine.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Csms.Engine;

/// <summary>/healthz: the process is up. /readyz: the database answers, the state is rebuilt, stations may connect.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz", static () => Results.Text("ok")).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapGet("/readyz", static (CsmsDatabase database, StationRegistry registry) =>
        {
            var ready = database.IsReachable && registry.IsLoaded;
            return Results.Json(
                new ReadyAnswer(ready ? "ready" : "not ready", database.IsReachable ? "reachable" : "unreachable", registry.IsLoaded ? "rebuilt" : "rebuilding"),
                statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous().ExcludeFromDescription();
    }

    private sealed record ReadyAnswer(string Status, string Database, string State);
}
