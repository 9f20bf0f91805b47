using System.Globalization;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Exports;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Audit;

/// <summary>`/api/v1/audit-log`: every write of people, keys and the program. Of the whole network: whoever is held to some sites may not read it (<see cref="Permissions.OfNetwork"/>).</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/audit-log").RequireAuthorization(Permissions.AuditRead).WithTags("Audit log");
        Filters(group.MapGet("", ListAsync).WithName("listAudit").WithSummary("Entries of the audit log, newest first.").TakesPage());
        group.MapGet("/{id:long}", GetAsync).WithName("getAudit").WithSummary("One entry.").ProducesProblem(404);
        Filters(group.MapGet("/export.csv", ExportAsync).WithName("exportAudit").WithSummary("The filtered log as a CSV file; that it was taken is an entry too.").Produces(200, contentType: "text/csv").ProducesProblem(400));
    }

    private static void Filters(RouteHandlerBuilder endpoint) => endpoint
        .Takes("search", "Part of who, what, the id or the reason.").Takes("actor", "Id of who did it.").Takes("action", "What was done, whole.")
        .Takes("subjectKind", "Kind of the thing.").Takes("subjectId", "Id of the thing.").Takes("from", "At or after.").Takes("to", "Before.");

    private static async Task<Results<Ok<Page<AuditView>>, ProblemHttpResult>> ListAsync(ApiQuery query, IAuditLog audit, CancellationToken cancellation)
    {
        var limit = query.Limit();
        var after = query.Cursor<ListPlace>(ListPlace.TryParse);
        var wanted = Wanted(query);
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var read = await audit.ReadAfterAsync(wanted, after, limit + 1, cancellation);
        return TypedResults.Ok(Page<AuditView>.Of(read, limit, AuditView.Of, entry => new ListPlace(entry.At, entry.Id).ToString()));
    }

    private static async Task<Results<Ok<AuditView>, ProblemHttpResult>> GetAsync(long id, IAuditLog audit, CancellationToken cancellation) =>
        await audit.FindAsync(id, cancellation) is { } entry ? TypedResults.Ok(AuditView.Of(entry)) : Problem.NotFound("audit entry", id.ToString(CultureInfo.InvariantCulture));

    private static async Task<IResult> ExportAsync(HttpContext context, ApiQuery query, AccessScope scope, IAuditLog audit)
    {
        var wanted = Wanted(query);
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        await AuditFile.WriteAsync(context, scope.Actor, audit, wanted);
        return Results.Empty;
    }

    private static AuditQuery Wanted(ApiQuery query) =>
        new(query.Text("search"), query.Text("subjectKind"), query.Text("actor"), query.Time("from"), query.Time("to"), query.Text("subjectId"), query.Text("action"));
}
