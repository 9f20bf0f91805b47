using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Console.Api.Tariffs;
using Csms.Console.Tariffs;
using Csms.Engine.Certificates;
using Csms.Engine.Energy;
using Csms.Engine.Events;
using Csms.Engine.LiveView;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Payments;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Quirks;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Stations;

/// <summary>`/api/v1/stations`: the network's list of stations with their live state.</summary>
internal static class StationEndpoints
{
    public static void MapStations(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/stations").WithTags("Stations");

        group.MapGet("", List).RequireAuthorization(Permissions.StationsRead).WithName("listStations").WithSummary("Stations by identity.")
            .TakesPage().Takes("site", "Only stations of this site.").Takes("state", "online, offline, unknown or pending.")
            .Takes("ocpp", "1.6, 2.0.1 or 2.1.").Takes("model", "\"Vendor Model\".").Takes("firmware", "Firmware version as told at the last boot.").Takes("quirk", "A deviation from the standard that the station has shown: the id of one of /quirks.")
            .Takes("condition", "Only stations with an EVSE in this condition, the word of the member condition of an EVSE.").Takes("registration", "Accepted, Pending or Rejected.")
            .Takes("certificateEndsBefore", "Only stations that connect with a certificate that ends before this time.")
            .Takes("search", "Part of identity, name, vendor, model, serial number or firmware version.");
        group.MapGet("/{id}", Get).RequireAuthorization(Permissions.StationsRead).WithName("getStation").WithSummary("A station as of now.").ProducesProblem(404);
        group.MapGet("/{id}/availability", AvailabilityAsync).RequireAuthorization(Permissions.StationsRead).WithName("getAvailability")
            .WithSummary("Uptime, failures and outages of a station's EVSEs.").Takes("from", "Begin; default thirty days ago.").Takes("to", "End; default now.").ProducesProblem(400).ProducesProblem(404);
        group.MapPut("/{id}", PutAsync).RequireAuthorization(Permissions.StationsWrite).TakesBody<StationBody>().WithName("putStation")
            .WithSummary("Enters a station or changes what its body names.").ProducesProblem(400);
        group.MapDelete("/{id}", DeleteAsync).RequireAuthorization(Permissions.StationsWrite).WithName("deleteStation")
            .WithSummary("Removes a station and ends its connection; its sessions stay.").ProducesProblem(404);
    }

    private static Results<Ok<Page<StationView>>, ProblemHttpResult> List(ApiQuery query, AccessScope scope, LiveBoard board, QuirkBook quirks, ClientCertificates certificates)
    {
        var limit = query.Limit();
        var after = query.Cursor();
        var site = query.Text("site");
        var state = query.Word("state", StationView.States);
        var search = query.Text("search");
        var ocpp = query.Word("ocpp", "1.6", "2.0.1", "2.1");
        var model = query.Text("model");
        var firmware = query.Text("firmware");
        var quirk = QuirkCatalogue.Named(query.Word("quirk", [.. QuirkCatalogue.All.Select(each => QuirkCatalogue.Word(each.Note))]));
        var condition = query.Word("condition", Enum.GetNames<EvseCondition>());
        var registration = query.Word("registration", Enum.GetNames<RegistrationStatus>());
        var endsBefore = query.Time("certificateEndsBefore");
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);

        var stations = board.Stations(new LiveScope(scope.Sites(Permissions.StationsRead).Contains))
            .SkipWhile(station => after is not null && string.CompareOrdinal(station.Id.Value, after) <= 0)
            .Where(station => site is null || station.Profile.SiteId == site)
            .Where(station => state is null || StationView.StateOf(station) == state)
            .Where(station => ocpp is null || station.OcppVersion == ocpp)
            .Where(station => model is null || station.Boot is { } boot && $"{boot.Vendor} {boot.Model}" == model)
            .Where(station => firmware is null || station.Boot?.FirmwareVersion == firmware)
            .Where(station => quirk is null || quirks.Shows(station.Id, quirk.Note))
            .Where(station => condition is null || station.Evses.Any(evse => station.ConditionOf(evse).ToString() == condition))
            .Where(station => registration is null || station.Profile.Registration.ToString() == registration)
            .Where(station => endsBefore is not { } end || certificates.EndsBefore(station.Id, end))
            .Where(station => search is null || Has(station, search))
            .Take(limit + 1).ToList();
        return TypedResults.Ok(Page<StationView>.Of(stations, limit, StationView.Of, station => station.Id.Value));
    }

    private static Results<Ok<StationView>, ProblemHttpResult> Get(string id, AccessScope scope, StationDirectory stations, WebPayments payments)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var view = StationView.Of(station);
        return TypedResults.Ok(view with { Evses = [.. view.Evses.Select(evse => evse with { WebPaymentUntil = payments.On(station.Id, evse.Id)?.Until })] });
    }

    private static async Task<Results<Ok<AvailabilityView>, ProblemHttpResult>> AvailabilityAsync(
        string id, ApiQuery query, AccessScope scope, StationDirectory stations, StateHistory history, TimeProvider time, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var now = time.GetUtcNow();
        var to = query.Time("to") ?? now;
        var from = query.Time("from") ?? to.AddDays(-30);
        if (to > now) to = now;
        if (query.Faults.Count == 0 && from >= to) query.Faults["from"] = ["It has to lie before the end and before now."];
        if (query.Faults.Count == 0 && to - from > TimeSpan.FromDays(366)) query.Faults["from"] = ["A year at most is reckoned at once."];
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        return TypedResults.Ok(AvailabilityView.Of(station.Id, (await history.SpanAsync([station], from, to, cancellation))[station.Key]));
    }

    private static async Task<Results<Ok<StationView>, Created<StationView>, ProblemHttpResult>> PutAsync(
        string id, JsonBody body, AccessScope scope, StationDirectory stations, SiteDirectory sites, TariffDesk tariffs, IAuditLog audit, CancellationToken cancellation)
    {
        var wish = StationWish.Read(body);
        if (!StationId.TryParse(id, out var stationId))
            wish.Faults["id"] = [$"A station's identity has 1 to {StationId.MaxLength} letters, digits and * - _ = + | @ ."];
        if (wish.Faults.Count > 0) return Problem.Invalid(wish.Faults);

        var present = stations.Find(stationId);
        // A station of a site that the caller may not touch is neither changed nor taken over.
        if (present is not null && !scope.Can(Permissions.StationsWrite, present.Profile.SiteId)) return Problem.Forbidden(Permissions.StationsWrite);
        var siteId = wish.SiteId.Or(present?.Profile.SiteId);
        if (!scope.Can(Permissions.StationsWrite, siteId)) return Problem.Forbidden(Permissions.StationsWrite);
        var tariffId = wish.TariffId.Or(present?.Profile.TariffId);
        if (AssignWords.Refusal(tariffs.JudgePlace(scope, present?.Profile.TariffId, tariffId, siteId), tariffId) is { } refusal) return refusal;
        if (siteId is not null && sites.Find(siteId) is null)
        {
            var site = new Site { Id = siteId, Name = siteId };
            await sites.PutAsync(site, cancellation);
            await audit.WriteAsync(scope.Actor, "site.create", "site", siteId, after: site, cancellationToken: cancellation);
        }

        var (before, after) = await stations.PutAsync(stationId, wish.Onto, cancellation);
        await audit.WriteAsync(scope.Actor, before is null ? "station.create" : "station.update", "station", id,
            StationWish.Visible(before), StationWish.Visible(after.Profile), wish.ChangesPassword && before is not null ? "Password changed" : null, cancellation);
        return before is null ? TypedResults.Created($"/api/v1/stations/{Uri.EscapeDataString(id)}", StationView.Of(after)) : TypedResults.Ok(StationView.Of(after));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string id, AccessScope scope, StationDirectory stations, IAuditLog audit, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.StationsWrite, out var refusal) is not { } station) return refusal!;
        if (!await stations.DeleteAsync(station.Id, cancellation)) return Problem.NotFound("station", id);
        await audit.WriteAsync(scope.Actor, "station.delete", "station", id, StationWish.Visible(station.Profile), cancellationToken: cancellation);
        return TypedResults.NoContent();
    }

    private static bool Has(StationState station, string search)
    {
        return Part(station.Id.Value) || Part(station.Profile.Name) || Part(station.Boot?.Vendor) || Part(station.Boot?.Model)
            || Part(station.Boot?.SerialNumber) || Part(station.Boot?.FirmwareVersion);

        bool Part(string? text) => text?.Contains(search, StringComparison.OrdinalIgnoreCase) == true;
    }
}
