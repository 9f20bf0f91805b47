using Csms.Console.Controls;
using Csms.Console.Exports;
using Csms.Console.Lists;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Engine.Energy;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Quirks;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Stations;

/// <summary>`/stations/export.csv`: the filtered list, what the person may see of it, in the order of the screen.</summary>
internal static class StationExport
{
    public static void MapStationExport(this IEndpointRouteBuilder routes) => routes
        .MapGet("/stations/export.csv", (HttpContext context, AccessScope scope, StationRows rows, SiteDirectory sites, Formats formats, Certificates.CertificateExpiry expiry, string? q, string? state, string? site, string? ocpp, string? model, string? quirk, QuirkBook quirks, string? sort) =>
        {
            formats.UseZone(context.User.FindFirst(ConsoleClaims.Zone)?.Value);
            var filter = new StationFilter(Given(q), Given(state), Given(site), Given(ocpp), Given(model)) { EndsSoon = expiry.IsSoon, Quirk = Given(quirk), Shows = quirks.Shows };
            var live = scope.Live();
            var wanted = rows.All.Where(row => live.Sees(row.State) && filter.Matches(row.State, row.Site)).ToList();
            return Csv.WriteAsync(context, "stations", Columns(sites, formats.Zone, expiry.EndOf), StationSort.Apply(wanted, sort, expiry.EndOf).Select(row => row.State));
        })
        .RequireAuthorization(Permissions.StationsRead)
        .ExcludeFromDescription();

    internal static IReadOnlyList<CsvColumn<StationState>> Columns(SiteDirectory sites, TimeZoneInfo zone, Func<StationId, DateTimeOffset?> certificateEnd) =>
    [
        new("id", station => station.Id.Value),
        new("name", station => station.Profile.Name),
        new("site_id", station => station.Profile.SiteId),
        new("site", station => sites.Find(station.Profile.SiteId)?.Name),
        new("link", station => station.Link.ToString()),
        new("last_message_at", station => CsvCell.Of(station.Pulse.LastSeenAt, Formats.Find(sites.Find(station.Profile.SiteId)?.TimeZone) ?? zone)),
        new("evses", station => string.Join(' ', station.EvseConditions().Select(evse => $"{evse.EvseId}:{evse.Condition}"))),
        new("power_w", station => station.Link == LinkState.Online ? CsvCell.Of(station.PowerW) : (string?)null),
        new("sessions", station => string.Join(' ', station.Sessions.Sessions.Where(session => session.IsActive).Select(session => session.Id.Display))),
        new("vendor", station => station.Boot?.Vendor),
        new("model", station => station.Boot?.Model),
        new("serial", station => station.Boot?.SerialNumber),
        new("firmware", station => station.Boot?.FirmwareVersion),
        new("ocpp", station => station.OcppVersion),
        new("registration", station => station.Profile.Registration.ToString()),
        new("security_profile", station => (int?)station.Profile.SecurityProfile),
        new("certificate_until", station => CsvCell.Of(certificateEnd(station.Id), Formats.Find(sites.Find(station.Profile.SiteId)?.TimeZone) ?? zone)),
    ];

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
