using System.Globalization;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Payments;
using Csms.Console.Pages.Reviews;
using Csms.Console.Reviews;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Payments;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Sessions;

/// <summary>`/api/v1/sessions`: charging sessions. What was answered to a station is visible when the answer leaves (CONTRACTS 10).</summary>
internal static class SessionEndpoints
{
    private const int MaxReason = 500;
    private const long MostEnergyWh = 10_000_000;

    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/sessions").WithTags("Sessions");
        group.MapGet("", ListAsync).RequireAuthorization(Permissions.SessionsRead).WithName("listSessions").WithSummary("Sessions, newest first.")
            .Takes("station", "Only sessions of this station.").Takes("state", "active, completed or review.").Takes("from", "Started at or after.").Takes("to", "Started before.")
            .Takes("token", "Only sessions of this token, whatever its case; needs tokens.read.").Takes("search", "A session number, or part of station, transaction or token.").TakesPage();
        group.MapGet("/{id}", GetAsync).RequireAuthorization(Permissions.SessionsRead).WithName("getSession").WithSummary("A session; its number also as S-88213.").ProducesProblem(404);
        group.MapGet("/{id}/meter-values", MeterValuesAsync).RequireAuthorization(Permissions.SessionsRead).WithName("listMeterValues")
            .WithSummary("Meter values of a session, oldest first, in base units.").TakesPage().ProducesProblem(404);
        group.MapGet("/{id}/events", EventsAsync).RequireAuthorization(Permissions.SessionsRead).WithName("listSessionEvents")
            .WithSummary("What happened to a session, oldest first.").TakesPage().ProducesProblem(404);
        group.MapPost("/{id}/close", CloseAsync).RequireAuthorization(Permissions.SessionsReview).TakesBody<CloseBody>().WithName("closeSession")
            .WithSummary("Closes a session whose end will not come any more; it carries a flag from then on.").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        group.MapLimit();
        group.MapPrice();
        group.MapPost("/{id}/review", ReviewAsync).RequireAuthorization(Permissions.SessionsReview).TakesBody<ReviewBody>().WithName("reviewSession")
            .WithSummary("Decides about a session in doubt: accepts its figure, corrects it, or puts it in doubt.").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Results<Ok<Page<SessionView>>, ProblemHttpResult>> ListAsync(
        ApiQuery query, AccessScope scope, SessionStore store, StationDirectory stations, CancellationToken cancellation)
    {
        var limit = query.Limit();
        var sites = scope.Sites(Permissions.SessionsRead);
        var wanted = new SessionQuery
        {
            StationId = query.Text("station"),
            SiteIds = sites.All ? null : sites.Ids,
            State = SessionWords.ParseState(query.Word("state", "active", "completed", "review")),
            From = query.Time("from"),
            To = query.Time("to"),
            IdToken = query.Text("token"),
            Search = query.Text("search"),
            SearchTokens = MayTell(scope, sites),
            After = query.Cursor<ListPlace>(ListPlace.TryParse),
            Limit = limit + 1,
        };
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        if (wanted.IdToken is not null && !wanted.SearchTokens) return Problem.Forbidden(Permissions.TokensRead);

        var stored = await store.ListAsync(wanted, cancellation);
        var page = stored.Take(limit).Select(session => Live(session, stations)).Where(session => wanted.State is null || session.State == wanted.State);
        return TypedResults.Ok(Page<SessionView>.UpTo(
            page.Select(session => View(session, scope, stations)),
            stored.Count > limit ? new ListPlace(stored[limit - 1].StartedAt, stored[limit - 1].Id.Value).ToString() : null));
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> GetAsync(
        string id, AccessScope scope, SessionStore store, StationDirectory stations, SettlementBook payments, CancellationToken cancellation)
    {
        if (await FindAsync(id, scope, store, stations, cancellation) is not { } session) return Problem.NotFound("session", id);
        var view = View(session, scope, stations);
        return TypedResults.Ok(scope.Can(Permissions.PaymentsRead, SiteOf(session, stations)) && await payments.OfSessionAsync(session.Id, cancellation) is { Count: > 0 } told
            ? view with { Payments = [.. told.Select(SettlementView.Of)] } : view);
    }

    private static async Task<Results<Ok<Page<MeterValueView>>, ProblemHttpResult>> MeterValuesAsync(
        string id, ApiQuery query, AccessScope scope, SessionStore store, SessionReadings readings, StationDirectory stations, CancellationToken cancellation)
    {
        if (await FindAsync(id, scope, store, stations, cancellation) is not { } session) return Problem.NotFound("session", id);
        var limit = query.Limit();
        var after = query.Cursor<DateTimeOffset>(UtcTime.TryParse);
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var (page, next) = await readings.ListAsync(session.Id, after, limit, cancellation);
        return TypedResults.Ok(Page<MeterValueView>.UpTo(page.Select(MeterValueView.Of), next?.ToString("O", CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<Page<SessionEventView>>, ProblemHttpResult>> EventsAsync(
        string id, ApiQuery query, AccessScope scope, SessionStore store, StationDirectory stations, CancellationToken cancellation)
    {
        if (await FindAsync(id, scope, store, stations, cancellation) is not { } session) return Problem.NotFound("session", id);
        var limit = query.Limit();
        var skip = query.Skip();
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var all = await store.EventsAsync(session.Id, cancellation);
        var withToken = scope.Can(Permissions.TokensRead, SiteOf(session, stations));
        return TypedResults.Ok(Page<SessionEventView>.From(all, skip, limit, each => SessionEventView.Of(each, withToken)));
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> CloseAsync(
        string id, JsonBody body, AccessScope scope, SessionStore store, StationDirectory stations, IAuditLog audit, CancellationToken cancellation)
    {
        if (await FindAsync(id, scope, store, stations, cancellation) is not { } session) return Problem.NotFound("session", id);
        if (!scope.Can(Permissions.SessionsReview, SiteOf(session, stations))) return Problem.Forbidden(Permissions.SessionsReview);
        var reader = new BodyReader(body);
        var reason = reader.Text("reason", MaxReason, nullable: false);
        if (string.IsNullOrWhiteSpace(reason.Value)) reader.Fault("reason", "A reason is needed; it is kept with the session.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);

        var closed = await stations.CloseSessionAsync(session, scope.Actor.Name, reason.Value!.Trim());
        if (closed is null or { IsActive: true }) return Problem.Conflict("Not running", $"Session {session.Id} is not running any more, or its station is gone.");
        await audit.WriteAsync(scope.Actor, "session.close", "session", session.Id.Display, SessionView.Of(session, withToken: false, withCost: true), SessionView.Of(closed, withToken: false, withCost: true), reason.Value, cancellation);
        return TypedResults.Ok(View(closed, scope, stations));
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> ReviewAsync(
        string id, JsonBody body, AccessScope scope, SessionStore store, StationDirectory stations, ReviewDesk desk, CancellationToken cancellation)
    {
        if (await FindAsync(id, scope, store, stations, cancellation) is not { } session) return Problem.NotFound("session", id);
        if (!desk.MayDecide(scope, session)) return Problem.Forbidden(Permissions.SessionsReview);
        var reader = new BodyReader(body);
        var word = reader.Word("decision", ["accept", "correct", "flag"]);
        var reason = reader.Text("reason", ReviewDesk.MostReason, nullable: false);
        var energy = reader.Long("energyWh", 0, MostEnergyWh);
        var flag = reader.Word("flag", SessionFlagView.Words.Keys);
        if (string.IsNullOrWhiteSpace(reason.Value)) reader.Fault("reason", "A reason is needed; it is kept with the session.");
        if (word.Value is null) reader.Fault("decision", "accept, correct or flag is needed.");
        if (word.Value == "correct" && energy.Value is null) reader.Fault("energyWh", "The energy that counts is needed, in Wh.");
        if (word.Value != "correct" && energy.Is) reader.Fault("energyWh", "Only a correction has a figure.");
        if (word.Value != "accept" && flag.Is) reader.Fault("flag", "Only an acceptance names a flag.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);

        SessionDecision decision = word.Value switch
        {
            "accept" => new SessionDecision.Accept(flag.Value is { } told ? SessionFlagView.Words[told] : null),
            "correct" => new SessionDecision.Correct(energy.Value!.Value),
            _ => new SessionDecision.Flag(),
        };
        return await desk.DecideAsync(scope, session, decision, reason.Value!.Trim(), cancellation) is { } after
            ? TypedResults.Ok(View(after, scope, stations))
            : Problem.Conflict("Nothing to decide", $"Nothing of session {session.Id} is open to this decision any more, or its station is gone.");
    }

    internal static async Task<Session?> FindAsync(string id, AccessScope scope, SessionStore store, StationDirectory stations, CancellationToken cancellation)
    {
        if (!SessionId.TryParse(id, out var number) || await store.FindAsync(number, cancellation) is not { } stored) return null;
        return scope.Can(Permissions.SessionsRead, SiteOf(stored, stations)) ? Live(stored, stations) : null;
    }

    /// <summary>Samples alone do not touch the stored row: what runs is read from its station.</summary>
    private static Session Live(Session stored, StationDirectory stations) => stations.Find(stored.StationId)?.Sessions.ById(stored.Id) ?? stored;

    internal static SessionView View(Session session, AccessScope scope, StationDirectory stations) =>
        SessionView.Of(session, scope.Can(Permissions.TokensRead, SiteOf(session, stations)), scope.Can(Permissions.TariffsRead, SiteOf(session, stations)));

    /// <summary>Whether tokens may be told wherever sessions may be read.</summary>
    private static bool MayTell(AccessScope scope, SiteSet sites) =>
        scope.Sites(Permissions.TokensRead) is var tokens && (tokens.All || (!sites.All && sites.Ids.All(tokens.Contains)));

    private static string? SiteOf(Session session, StationDirectory stations) => stations.Find(session.StationId)?.Profile.SiteId;
}
