using System.Globalization;
using Csms.Console.Exports;
using Csms.Console.Security;
using Csms.Console.Security.Audit;

namespace Csms.Console.Pages.Admin;

/// <summary>`/admin/audit/export.csv`: the filtered log as a file, written as it is read. Who takes it stands in the log.</summary>
internal static class AuditExport
{
    private static readonly CsvColumn<AuditEntry>[] _columns =
    [
        new("id", entry => (long?)entry.Id),
        new("at", entry => entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
        new("actorKind", entry => entry.ActorKind.ToString()),
        new("actorId", entry => entry.ActorId),
        new("actorName", entry => entry.ActorName),
        new("address", entry => entry.Ip),
        new("action", entry => entry.Action),
        new("subjectKind", entry => entry.SubjectKind),
        new("subjectId", entry => entry.SubjectId),
        new("reason", entry => entry.Reason),
        new("before", entry => entry.Before),
        new("after", entry => entry.After),
    ];

    public static void MapAuditExport(this IEndpointRouteBuilder routes) => routes.MapGet(AuditFilter.File, WriteAsync).RequireAuthorization(Permissions.AuditRead).ExcludeFromDescription();

    private static async Task WriteAsync(HttpContext context, AccessScope scope, IAuditLog audit, TimeProvider time, string? q, string? actor, string? action, string? subject, string? id, string? when)
    {
        var cancellation = context.RequestAborted;
        await audit.WriteAsync(scope.Actor, "audit.export", "audit", "*", after: new { Query = context.Request.QueryString.Value }, cancellationToken: cancellation);
        await Csv.WriteAsync(context, "audit", _columns, audit.ReadAllAsync(new AuditFilter(q, actor, action, subject, id, when).Query(time.GetUtcNow()), cancellation));
    }
}
