using System.Globalization;
using Csms.Console.Security;
using Csms.Console.Security.Audit;

namespace Csms.Console.Exports;

/// <summary>The filtered audit log as a file, written as it is read. Who takes it stands in the log.</summary>
internal static class AuditFile
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

    public static async Task WriteAsync(HttpContext context, Actor by, IAuditLog audit, AuditQuery query)
    {
        var cancellation = context.RequestAborted;
        await audit.WriteAsync(by, "audit.export", "audit", "*", after: new { Query = context.Request.QueryString.Value }, cancellationToken: cancellation);
        await Csv.WriteAsync(context, "audit", _columns, audit.ReadAllAsync(query, cancellation));
    }
}
