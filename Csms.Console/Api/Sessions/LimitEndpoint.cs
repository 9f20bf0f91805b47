using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Sessions;

/// <summary>`PUT /api/v1/sessions/{id}/limit`: where a running session ends by itself (2.1 E16).</summary>
internal static class LimitEndpoint
{
    public static void MapLimit(this RouteGroupBuilder sessions) =>
        sessions.MapPut("/{id}/limit", PutAsync).RequireAuthorization(Permissions.SessionsStop).TakesBody<LimitView>().WithName("limitSession")
            .WithSummary("Wants limits of cost, energy, time or state of charge for a running session, in place of those wanted before.")
            .WithDescription("The station hears of them with our next answer about the session, until it shows that it holds them; it keeps a lower limit of its own. A charge with a prepaid card never may cost more than is on the card: maxCost above that counts as that. Only stations of OCPP 2.1.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> PutAsync(
        string id, JsonBody body, AccessScope scope, SessionStore store, StationDirectory stations, LimitDesk desk, CancellationToken cancellation)
    {
        if (await SessionEndpoints.FindAsync(id, scope, store, stations, cancellation) is not { } session) return Problem.NotFound("session", id);
        if (!desk.MayLimit(scope, session)) return Problem.Forbidden(Permissions.SessionsStop);
        var reader = new BodyReader(body);
        var limits = Read(reader);
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        if (!LimitDesk.HasLimits(stations.Find(session.StationId))) return NotInVersion(session.StationId);
        return await desk.LimitAsync(scope, session, limits) is { } after
            ? TypedResults.Ok(SessionEndpoints.View(after, scope, stations))
            : Problem.Conflict("Not running", $"Session {session.Id} is not running any more, or its station is gone.");
    }

    /// <summary>Limits out of a body: at least one, each in its range; faults go into the reader.</summary>
    public static TransactionLimits Read(BodyReader reader)
    {
        var cost = reader.Number("maxCost", 0, LimitDesk.MostCost);
        var energy = reader.Number("maxEnergy", 1, LimitDesk.MostEnergyWh);
        var time = reader.Long("maxTime", 1, LimitDesk.MostSeconds);
        var soc = reader.Long("maxSoC", 1, 100);
        var limits = new TransactionLimits((decimal?)cost.Value, (decimal?)energy.Value, (int?)time.Value, (int?)soc.Value);
        if (reader.Faults.Count == 0 && limits.IsEmpty) reader.Fault("maxEnergy", "At least one limit is needed: maxCost, maxEnergy, maxTime or maxSoC.");
        return limits;
    }

    /// <summary>The station has no limits.</summary>
    public static ProblemHttpResult NotInVersion(StationId station) =>
        Problem.Of(StatusCodes.Status422UnprocessableEntity, "Not in the OCPP version of the station", $"transactionLimit came with OCPP 2.1, which {station} does not speak.");
}
