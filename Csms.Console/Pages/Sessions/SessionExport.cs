using System.Globalization;
using System.Runtime.CompilerServices;
using Csms.Console.Controls;
using Csms.Console.Exports;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.Audit;
using Csms.Engine.Sessions;
using Csms.Engine.Tokens;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Sessions;

/// <summary>`/sessions/export.csv`: the filtered list as a file, written as it is read. Whose a session is stands in it only for who may know.</summary>
internal static class SessionExport
{
    private const int PageSize = 1000;

    public static void MapSessionExport(this IEndpointRouteBuilder routes) => routes.MapGet("/sessions/export.csv", WriteAsync).RequireAuthorization(Permissions.SessionsRead).ExcludeFromDescription();

    internal static IReadOnlyList<CsvColumn<SessionLine>> Columns(TimeZoneInfo zone) =>
    [
        new("id", line => line.Session.Id.Display),
        new("station", line => line.Session.StationId.Value),
        new("evse", line => line.Session.EvseId),
        new("connector", line => line.Session.ConnectorId),
        new("site", line => line.Site?.Name),
        new("transaction_id", line => line.Session.TransactionId),
        new("token", line => line.MayKnow ? line.Session.Token?.Value : null),
        new("contract", line => line.MayKnow ? line.Session.Contract?.Emaid ?? (line.Session.Token is { Type: Emaid.TokenType } token ? token.Value : null) : null),
        new("driver", line => line.Driver),
        new("state", line => line.Session.State.Word()),
        new("started_at", line => CsvCell.Of(line.Session.StartedAt, line.Zone ?? zone)),
        new("ended_at", line => CsvCell.Of(line.Session.EndedAt, line.Zone ?? zone)),
        new("duration_s", line => line.Session.EndedAt is { } ended ? CsvCell.Of((ended - line.Session.StartedAt).TotalSeconds) : (string?)null),
        new("meter_start_wh", line => line.Session.MeterStartWh),
        new("meter_stop_wh", line => line.Session.MeterStopWh),
        new("energy_wh", line => line.Session.EnergyWh),
        new("tariff", line => line.MayPrice ? line.Session.Price?.Tariff.Id : null),
        new("tariff_version", line => line.MayPrice ? line.Session.Price?.Tariff.Version : null),
        new("currency", line => line.Cost?.Currency),
        new("cost_excl_tax", line => line.Cost is { } cost ? cost.ExclTax.ToString(CultureInfo.InvariantCulture) : null),
        new("cost_incl_tax", line => line.Cost is { } cost ? cost.InclTax.ToString(CultureInfo.InvariantCulture) : null),
        new("stop_reason", line => line.Session.StopReason),
        new("flags", line => string.Join(' ', line.Session.Flags.Select(flag => flag.Kind))),
    ];

    private static async Task WriteAsync(HttpContext context, AccessScope scope, SessionStore store, SessionLines lines, Formats formats, IAuditLog audit,
        string? q, string? state, string? station, string? site, string? from, string? to, string? token)
    {
        formats.UseZone(context.User.FindFirst(ConsoleClaims.Zone)?.Value);
        var filter = new SessionFilter { Search = q, State = SessionView.State(state), Station = station, Site = site, From = SessionFilter.Day(from), To = SessionFilter.Day(to), Token = token };
        await audit.WriteAsync(scope.Actor, "session.export", "session", "*", null, new { query = context.Request.QueryString.Value }, null, context.RequestAborted);
        await Csv.WriteAsync(context, "sessions", Columns(formats.Zone), ReadAsync(store, filter.Query(scope, formats.Zone), session => lines.Of(session, scope), context.RequestAborted));
    }

    private static async IAsyncEnumerable<SessionLine> ReadAsync(SessionStore store, SessionQuery query, Func<Session, SessionLine> line, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (ListPlace? after = null; ;)
        {
            var page = await store.ListAsync(query with { After = after, Limit = PageSize }, cancellation);
            foreach (var session in page) yield return line(session);
            if (page.Count < PageSize) yield break;
            after = new ListPlace(page[^1].StartedAt, page[^1].Id.Value);
        }
    }
}
