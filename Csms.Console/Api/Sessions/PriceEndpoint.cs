using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Console.Tariffs;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Sessions;

/// <summary>`PUT /api/v1/sessions/{id}/price`: another tariff for a running session (2.x I06).</summary>
internal static class PriceEndpoint
{
    private const int MaxReason = 500;

    public static void MapPrice(this RouteGroupBuilder sessions) =>
        sessions.MapPut("/{id}/price", PutAsync).RequireAuthorization(Permissions.TariffsWrite).TakesBody<PriceBody>().WithName("priceSession")
            .WithSummary("Prices a running session by another tariff from now on.")
            .WithDescription("What was used before costs what it did; fees of the start are not paid twice. The driver reads the new price with our next answer to the station (updatedPersonalMessage). For the station's own reckoning see PUT …/tariff.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> PutAsync(
        string id, JsonBody body, AccessScope scope, SessionStore store, StationDirectory stations, PriceDesk desk, CancellationToken cancellation)
    {
        if (await SessionEndpoints.FindAsync(id, scope, store, stations, cancellation) is not { } session) return Problem.NotFound("session", id);
        if (!desk.MayReprice(scope, session)) return Problem.Forbidden(Permissions.TariffsWrite);
        var reader = new BodyReader(body);
        var (tariff, reason) = (reader.Text("tariffId", 64, nullable: false), reader.Text("reason", MaxReason));
        if (tariff.Value is null) reader.Fault("tariffId", "A tariff is needed.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        switch (desk.Judge(scope, session, tariff.Value))
        {
            case RepriceFault.Unknown: reader.Fault("tariffId", $"There is no tariff {tariff.Value} that applies now."); break;
            case RepriceFault.Retired: reader.Fault("tariffId", $"Tariff {tariff.Value} is retired."); break;
            case RepriceFault.OtherSite: reader.Fault("tariffId", $"Tariff {tariff.Value} belongs to another site."); break;
            case RepriceFault.OtherCurrency: reader.Fault("tariffId", "The session is paid in another currency."); break;
            case RepriceFault.NotPriced: return Problem.Conflict("Not priced", $"Session {session.Id} has no price that could change.");
            case RepriceFault.NotRunning: return NotRunning(session);
        }

        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        return await desk.RepriceAsync(scope, session, tariff.Value!, reason.Value?.Trim()) is { } after ? TypedResults.Ok(SessionEndpoints.View(after, scope, stations)) : NotRunning(session);
    }

    private static ProblemHttpResult NotRunning(Session session) => Problem.Conflict("Not running", $"Session {session.Id} is not running any more, or its station is gone.");
}
