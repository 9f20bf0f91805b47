using System.Globalization;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Incidents;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Incidents;

/// <summary>`/api/v1/incidents`: what is wrong in the network, and what people do about it.</summary>
internal static class IncidentEndpoints
{
    private const int MaxReason = 500;
    private const int MaxName = 120;
    private const int MaxComment = 2000;

    public static void MapIncidents(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/incidents").WithTags("Incidents");
        group.MapGet("", ListAsync).RequireAuthorization(Permissions.IncidentsRead).WithName("listIncidents").WithSummary("Incidents, newest first.")
            .Takes("state", "open, acknowledged or closed.").Takes("station", "Only incidents that concern this station.")
            .Takes("rule", "Only incidents of this rule.").Takes("severity", "info, warning or critical.").Takes("site", "Only incidents of this site.").Takes("assignee", "Only incidents that this person works on; - for nobody.")
            .Takes("from", "Opened at or after.").Takes("to", "Opened before.").TakesPage();
        group.MapGet("/{id:long}", GetAsync).RequireAuthorization(Permissions.IncidentsRead).WithName("getIncident").WithSummary("An incident with its timeline.").ProducesProblem(404);
        Post(group, "acknowledge", AcknowledgeAsync, "acknowledgeIncident", "Takes notice. 409 when that was done or it is over.");
        Post(group, "assign", AssignAsync, "assignIncident", "Gives it to a person, or to nobody.").TakesBody<AssignBody>().ProducesProblem(400);
        Post(group, "comments", CommentAsync, "commentIncident", "Adds words to the timeline.").TakesBody<CommentBody>().ProducesProblem(400);
        Post(group, "close", CloseAsync, "closeIncident", "Closes it; it does not open again before its condition has gone. 409 when it is over.").TakesBody<CloseIncidentBody>().ProducesProblem(400);
    }

    private static RouteHandlerBuilder Post(RouteGroupBuilder group, string verb, Delegate handler, string name, string summary) => group
        .MapPost("/{id:long}/" + verb, handler).RequireAuthorization(Permissions.IncidentsWrite).WithName(name).WithSummary(summary).ProducesProblem(404).ProducesProblem(409);

    private static async Task<Results<Ok<Page<IncidentView>>, ProblemHttpResult>> ListAsync(ApiQuery query, AccessScope scope, IncidentStore store, CancellationToken cancellation)
    {
        var limit = query.Limit();
        var rule = query.Word("rule", [.. IncidentCatalogue.All.Select(IncidentCatalogue.Word)]);
        var severity = query.Word("severity", [.. Enum.GetValues<IncidentSeverity>().Select(IncidentCatalogue.Word)]);
        var site = query.Text("site");
        var wanted = new IncidentQuery
        {
            State = query.Word("state", "open", "acknowledged", "closed") is { } state ? Enum.Parse<IncidentState>(state, ignoreCase: true) : null,
            StationId = query.Text("station"),
            From = query.Time("from"),
            To = query.Time("to"),
            Rules = rule is null && severity is null ? null
                : [.. IncidentCatalogue.All.Where(each => (rule is null || IncidentCatalogue.Word(each) == rule) && (severity is null || IncidentCatalogue.Word(IncidentCatalogue.SeverityOf(each)) == severity))],
            Assignee = query.Text("assignee") is { } assignee ? assignee == "-" ? "" : assignee : null,
            // A site that the caller may not see has no incidents.
            SiteIds = site is null ? scope.SiteIds(Permissions.IncidentsRead) : scope.Can(Permissions.IncidentsRead, site) ? [site] : [],
            After = query.Cursor<ListPlace>(ListPlace.TryParse),
            Limit = limit + 1,
        };
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var read = await store.ListAsync(wanted, cancellation);
        return TypedResults.Ok(Page<IncidentView>.Of(read, limit, IncidentView.Of, incident => new ListPlace(incident.OpenedAt, incident.Id).ToString()));
    }

    private static async Task<Results<Ok<IncidentView>, ProblemHttpResult>> GetAsync(long id, AccessScope scope, IncidentStore store, CancellationToken cancellation) =>
        await FindAsync(id, scope, store, cancellation) is { } incident ? TypedResults.Ok(await WholeAsync(incident, store, cancellation)) : NotFound(id);

    private static Task<Results<Ok<IncidentView>, ProblemHttpResult>> AcknowledgeAsync(
        long id, AccessScope scope, IncidentStore store, IncidentDesk desk, IAuditLog audit, CancellationToken cancellation) =>
        WriteAsync(id, scope, store, audit, "incident.acknowledge", null, () => desk.AcknowledgeAsync(id, scope.Actor.Name, cancellation), "It is acknowledged or over.", cancellation);

    private static async Task<Results<Ok<IncidentView>, ProblemHttpResult>> AssignAsync(
        long id, JsonBody body, AccessScope scope, IncidentStore store, IncidentDesk desk, IAuditLog audit, CancellationToken cancellation)
    {
        var reader = new BodyReader(body);
        var assignee = reader.Text("assignee", MaxName);
        if (!assignee.Is) reader.Fault("assignee", "A name is needed, or null for nobody.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        return await WriteAsync(id, scope, store, audit, "incident.assign", null,
            () => desk.AssignAsync(id, assignee.Value?.Trim(), scope.Actor.Name, cancellation), "It is assigned so already, or over.", cancellation);
    }

    private static async Task<Results<Ok<IncidentView>, ProblemHttpResult>> CommentAsync(
        long id, JsonBody body, AccessScope scope, IncidentStore store, IncidentDesk desk, IAuditLog audit, CancellationToken cancellation)
    {
        var reader = new BodyReader(body);
        var text = reader.Text("text", MaxComment, nullable: false);
        if (string.IsNullOrWhiteSpace(text.Value)) reader.Fault("text", "Words are needed.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        return await WriteAsync(id, scope, store, audit, "incident.comment", text.Value!.Trim(), async () =>
        {
            await desk.CommentAsync(id, scope.Actor.Name, text.Value.Trim(), cancellation);
            return await store.FindAsync(id, cancellation);
        }, "", cancellation);
    }

    private static async Task<Results<Ok<IncidentView>, ProblemHttpResult>> CloseAsync(
        long id, JsonBody body, AccessScope scope, IncidentStore store, IncidentDesk desk, IAuditLog audit, CancellationToken cancellation)
    {
        var reader = new BodyReader(body);
        var reason = reader.Text("reason", MaxReason, nullable: false);
        if (string.IsNullOrWhiteSpace(reason.Value)) reader.Fault("reason", "A reason is needed; it is kept with the incident.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        return await WriteAsync(id, scope, store, audit, "incident.close", reason.Value!.Trim(),
            () => desk.CloseAsync(id, scope.Actor.Name, reason.Value.Trim(), cancellation), "It is over already.", cancellation);
    }

    private static async Task<Results<Ok<IncidentView>, ProblemHttpResult>> WriteAsync(
        long id, AccessScope scope, IncidentStore store, IAuditLog audit, string action, string? reason, Func<Task<Incident?>> write, string conflict, CancellationToken cancellation)
    {
        if (await FindAsync(id, scope, store, cancellation) is not { } before) return NotFound(id);
        if (!scope.Can(Permissions.IncidentsWrite, before.SiteId)) return Problem.Forbidden(Permissions.IncidentsWrite);
        if (await write() is not { } after) return Problem.Conflict("Nothing to do", conflict);
        await audit.WriteAsync(scope.Actor, action, "incident", id.ToString(CultureInfo.InvariantCulture), IncidentView.Of(before), IncidentView.Of(after), reason, cancellation);
        return TypedResults.Ok(await WholeAsync(after, store, cancellation));
    }

    private static async Task<Incident?> FindAsync(long id, AccessScope scope, IncidentStore store, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } incident && scope.Can(Permissions.IncidentsRead, incident.SiteId) ? incident : null;

    private static async Task<IncidentView> WholeAsync(Incident incident, IncidentStore store, CancellationToken cancellation) =>
        IncidentView.Of(incident) with { Timeline = [.. (await store.EntriesAsync(incident.Id, cancellation)).Select(IncidentEntryView.Of)] };

    private static ProblemHttpResult NotFound(long id) => Problem.NotFound("incident", id.ToString(CultureInfo.InvariantCulture));
}
