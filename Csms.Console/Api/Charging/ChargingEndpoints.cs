using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Security;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;
using Csms.Engine.Stations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Charging;

/// <summary>What is known of a station's smart charging: profiles, the limits that follow from them, limits of others, cars, controls.</summary>
internal static class ChargingEndpoints
{
    private const int LongestSeconds = 7 * 24 * 3600;

    public static void MapCharging(this IEndpointRouteBuilder api)
    {
        var station = api.MapGroup("/stations/{id}").RequireAuthorization(Permissions.StationsRead).WithTags("Smart charging");
        station.MapGet("/charging-profiles", Profiles).WithName("listChargingProfiles").WithSummary("Charging profiles that the station holds, as far as known.")
            .WithDescription("What it accepted and did not clear since; what it reports (command GetChargingProfiles) counts before that. OCPP 1.6 has no such report.")
            .Takes("evse", "Only those installed on this EVSE, 0 on the station itself.").Takes("purpose", "Only those of this purpose.").TakesPage().ProducesProblem(404);
        station.MapGet("/composite-schedule", Schedule).WithName("getCompositeSchedule").WithSummary("The limit over time that follows from the profiles, as we reckon it.")
            .WithDescription("The station's own answer is that of the command GetCompositeSchedule.")
            .Takes("evse", "EVSE; 0, the station, when nothing is said.").Takes("duration", "Seconds, up to 604800; 86400 when nothing is said.").Takes("unit", "W or A; W when nothing is said.")
            .Takes("from", "Beginning; now when nothing is said.").ProducesProblem(400).ProducesProblem(404);
        station.MapGet("/charging-limits", Limits).WithName("listChargingLimits").WithSummary("Limits of others (grid operator, energy management), as the station told them.").TakesPage().ProducesProblem(404);
        station.MapGet("/charging-needs", Needs).WithName("listChargingNeeds").WithSummary("What cars at the station ask for and intend, and what was made of it.").TakesPage().ProducesProblem(404);
        station.MapGet("/der-controls", Controls).WithName("listDerControls").WithSummary("Controls of the station as a distributed energy resource, as far as known.").TakesPage().ProducesProblem(404);
        station.MapGet("/der-events", Events).WithName("listDerEvents").WithSummary("Grid faults, and starts and ends of controls, newest first.").TakesPage().ProducesProblem(404);
    }

    private static Results<Ok<Page<ProfileView>>, ProblemHttpResult> Profiles(string id, ApiQuery query, AccessScope scope, StationDirectory stations, ChargingBook book)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var evse = query.Integer("evse", 0, int.MaxValue);
        var purpose = query.Word("purpose", Enum.GetNames<ProfilePurpose>());
        var (limit, skip) = (query.Limit(), query.Skip());
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var found = book.Find(station.Id).Profiles.Where(held => (evse is null || held.EvseId == evse) && (purpose is null || held.Profile.Purpose.ToString() == purpose)).ToList();
        return TypedResults.Ok(Page<ProfileView>.From(found, skip, limit, ProfileView.Of));
    }

    private static Results<Ok<ScheduleView>, ProblemHttpResult> Schedule(
        string id, ApiQuery query, AccessScope scope, StationDirectory stations, ChargingBook book, TimeProvider time)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var evse = query.Integer("evse", 0, short.MaxValue) ?? 0;
        var seconds = query.Integer("duration", 1, LongestSeconds) ?? 24 * 3600;
        var unit = query.Word("unit", "W", "A") == "A" ? RateUnit.A : RateUnit.W;
        var from = query.Time("from") ?? time.GetUtcNow();
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        return TypedResults.Ok(ScheduleView.Of(Composite.Of(book.StackOf(station, evse), from, TimeSpan.FromSeconds(seconds)), unit));
    }

    private static Results<Ok<Page<LimitView>>, ProblemHttpResult> Limits(string id, ApiQuery query, AccessScope scope, StationDirectory stations, ChargingBook book) =>
        List(id, query, scope, stations, station => book.Find(station.Id).Limits, LimitView.Of);

    private static Results<Ok<Page<NeedsView>>, ProblemHttpResult> Needs(string id, ApiQuery query, AccessScope scope, StationDirectory stations, ChargingBook book) =>
        List(id, query, scope, stations, station => book.Find(station.Id).Evses, NeedsView.Of);

    private static Results<Ok<Page<ControlView>>, ProblemHttpResult> Controls(string id, ApiQuery query, AccessScope scope, StationDirectory stations, ChargingBook book) =>
        List(id, query, scope, stations, station => book.Find(station.Id).Controls, ControlView.Of);

    private static Results<Ok<Page<DerEventView>>, ProblemHttpResult> Events(string id, ApiQuery query, AccessScope scope, StationDirectory stations, ChargingBook book) =>
        List(id, query, scope, stations, station => book.Find(station.Id).Events, DerEventView.Of);

    private static Results<Ok<Page<TView>>, ProblemHttpResult> List<TSource, TView>(
        string id, ApiQuery query, AccessScope scope, StationDirectory stations, Func<StationState, IReadOnlyList<TSource>> of, Func<TSource, TView> view)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var (limit, skip) = (query.Limit(), query.Skip());
        return query.Faults.Count > 0 ? Problem.Invalid(query.Faults) : TypedResults.Ok(Page<TView>.From(of(station), skip, limit, view));
    }
}
