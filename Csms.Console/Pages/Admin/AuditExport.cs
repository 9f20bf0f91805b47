using System.Globalization;
using System.Text;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Security.Audit;

namespace Csms.Console.Pages.Admin;

/// <summary>`/admin/audit/export.csv`: the filtered log as a file, written as it is read. Who takes it stands in the log.</summary>
internal static class AuditExport
{
    private const int Chunk = 32 * 1024;
    private static readonly string[] _head = ["id", "at", "actorKind", "actorId", "actorName", "address", "action", "subjectKind", "subjectId", "reason", "before", "after"];

    public static void MapAuditExport(this IEndpointRouteBuilder routes) => routes.MapGet(AuditFilter.File, WriteAsync).RequireAuthorization(Permissions.AuditRead).ExcludeFromDescription();

    private static async Task WriteAsync(HttpContext context, AccessScope scope, IAuditLog audit, TimeProvider time, string? q, string? actor, string? action, string? subject, string? id, string? when)
    {
        var cancellation = context.RequestAborted;
        var now = time.GetUtcNow();
        await audit.WriteAsync(scope.Actor, "audit.export", "audit", "*", after: new { Query = context.Request.QueryString.Value }, cancellationToken: cancellation);
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"audit.csv\"";
        var text = new StringBuilder().Append('\uFEFF').AppendJoin(',', _head).Append("\r\n");
        await foreach (var entry in audit.ReadAllAsync(new AuditFilter(q, actor, action, subject, id, when).Query(now), cancellation))
        {
            text.AppendJoin(',', new[]
            {
                entry.Id.ToString(CultureInfo.InvariantCulture), entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), entry.ActorKind.ToString(), entry.ActorId, entry.ActorName,
                entry.Ip, entry.Action, entry.SubjectKind, entry.SubjectId, entry.Reason, entry.Before, entry.After,
            }.Select(CsvCell.Of)).Append("\r\n");
            if (text.Length < Chunk) continue;
            await context.Response.WriteAsync(text.ToString(), cancellation);
            text.Clear();
        }
        await context.Response.WriteAsync(text.ToString(), cancellation);
    }
}
