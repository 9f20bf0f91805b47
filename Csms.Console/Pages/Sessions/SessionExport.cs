using System.Globalization;
using System.Text;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Sessions;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Sessions;

/// <summary>`/sessions/export.csv`: the filtered list as a file, written as it is read.</summary>
internal static class SessionExport
{
    private const int PageSize = 1000;
    private static readonly string[] _head = ["id", "station", "evse", "connector", "site", "transactionId", "idToken", "driver", "state", "startedAt", "endedAt", "meterStartWh", "meterStopWh", "energyWh", "stopReason", "flags"];

    public static void MapSessionExport(this IEndpointRouteBuilder routes) => routes.MapGet("/sessions/export.csv", WriteAsync).RequireAuthorization(Permissions.SessionsRead).ExcludeFromDescription();

    private static async Task WriteAsync(HttpContext context, AccessScope scope, SessionStore store, SessionLines lines, Formats formats, IAuditLog audit,
        string? q, string? state, string? station, string? site, string? from, string? to, string? token)
    {
        var cancellation = context.RequestAborted;
        var filter = new SessionFilter { Search = q, State = SessionView.State(state), Station = station, Site = site, From = SessionFilter.Day(from), To = SessionFilter.Day(to), Token = token };
        var query = filter.Query(scope, formats.Zone);
        await audit.WriteAsync(scope.Actor, "session.export", "session", "*", null, new { query = context.Request.QueryString.Value }, null, cancellation);
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"sessions.csv\"";
        var text = new StringBuilder().Append('\uFEFF').AppendJoin(',', _head).Append("\r\n");
        for (ListPlace? after = null; ;)
        {
            var page = await store.ListAsync(query with { After = after, Limit = PageSize }, cancellation);
            foreach (var session in page) Append(text, lines.Of(session, scope));
            await context.Response.WriteAsync(text.ToString(), cancellation);
            text.Clear();
            if (page.Count < PageSize) return;
            after = new ListPlace(page[^1].StartedAt, page[^1].Id.Value);
        }
    }

    private static void Append(StringBuilder text, SessionLine line)
    {
        var session = line.Session;
        text.AppendJoin(',', new[]
        {
            session.Id.Display, session.StationId.Value, Number(session.EvseId), Number(session.ConnectorId), line.Site?.Name, session.TransactionId,
            line.MayKnow ? session.Token?.Value : null, line.Driver, session.State.Word(), Time(session.StartedAt), Time(session.EndedAt), Number(session.MeterStartWh),
            Number(session.MeterStopWh), Number(session.EnergyWh), session.StopReason, string.Join(' ', session.Flags.Select(flag => flag.Kind)),
        }.Select(CsvCell.Of)).Append("\r\n");
    }

    private static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
