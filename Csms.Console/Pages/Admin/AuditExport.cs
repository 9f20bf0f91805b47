using Csms.Console.Exports;
using Csms.Console.Security;
using Csms.Console.Security.Audit;

namespace Csms.Console.Pages.Admin;

/// <summary>`/admin/audit/export.csv`: the filtered log as a file.</summary>
internal static class AuditExport
{
    public static void MapAuditExport(this IEndpointRouteBuilder routes) => routes.MapGet(AuditFilter.File, WriteAsync).RequireAuthorization(Permissions.AuditRead).ExcludeFromDescription();

    private static Task WriteAsync(HttpContext context, AccessScope scope, IAuditLog audit, TimeProvider time, string? q, string? actor, string? action, string? subject, string? id, string? when) =>
        AuditFile.WriteAsync(context, scope.Actor, audit, new AuditFilter(q, actor, action, subject, id, when).Query(time.GetUtcNow()));
}
