using System.Globalization;
using System.Text;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Stations;

/// <summary>The filtered list as CSV (RFC 4180): what the person may see, in the order of the screen, digits and times for machines.</summary>
internal static class StationExport
{
    private const string Head = "id,name,site_id,site,link,last_message_at,evses,power_w,sessions,vendor,model,serial,firmware,ocpp,registration,security_profile\r\n";

    public static void MapStationExport(this IEndpointRouteBuilder routes) => routes
        .MapGet("/stations/export.csv", (AccessScope scope, LiveBoard board, SiteDirectory sites, TimeProvider time, string? q, string? state, string? site, string? ocpp, string? model, string? sort) =>
        {
            var filter = new StationFilter(Given(q), Given(state), Given(site), Given(ocpp), Given(model));
            var wanted = board.Stations(scope.Live()).Where(station => filter.Matches(station, sites.Find(station.Profile.SiteId))).ToList();
            var text = Write(StationSort.Apply(wanted, sort, sites), sites);
            return Results.File(Encoding.UTF8.GetBytes(text), "text/csv; charset=utf-8", $"stations-{time.GetUtcNow():yyyy-MM-dd-HHmm}.csv");
        })
        .RequireAuthorization(Permissions.StationsRead)
        .ExcludeFromDescription();

    internal static string Write(IEnumerable<StationState> stations, SiteDirectory sites)
    {
        var csv = new StringBuilder(Head);
        foreach (var station in stations)
        {
            string?[] cells =
            [
                station.Id.Value, station.Profile.Name, station.Profile.SiteId, sites.Find(station.Profile.SiteId)?.Name, station.Link.ToString(),
                station.Pulse.LastSeenAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                string.Join(' ', station.EvseConditions().Select(evse => $"{evse.EvseId}:{evse.Condition}")),
                station.Link == LinkState.Online ? station.PowerW.ToString("0", CultureInfo.InvariantCulture) : null,
                string.Join(' ', station.Sessions.Sessions.Where(session => session.IsActive).Select(session => session.Id.Display)),
                station.Boot?.Vendor, station.Boot?.Model, station.Boot?.SerialNumber, station.Boot?.FirmwareVersion, station.OcppVersion,
                station.Profile.Registration.ToString(), station.Profile.SecurityProfile.ToString(CultureInfo.InvariantCulture),
            ];
            csv.AppendJoin(',', cells.Select(CsvCell.Of)).Append("\r\n");
        }
        return csv.ToString();
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
