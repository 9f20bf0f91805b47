using System.Globalization;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.LiveView;
using Csms.Engine.Metering;
using Csms.Engine.Stations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Stations;

/// <summary>What stations did over time, and the power that was drawn.</summary>
internal static class HistoryEndpoints
{
    private const int MostLinks = 1000, MostPoints = 20_000;
    private static readonly TimeSpan _longestHistory = TimeSpan.FromDays(31), _longestPower = TimeSpan.FromDays(8);

    public static void MapHistory(this IEndpointRouteBuilder api)
    {
        Read(api, "/stations/{id}/history", HistoryAsync).WithName("getHistory").WithSummary("What a station's EVSEs did, stretch by stretch, and when it was connected (the newest 1000 changes: moreLinks tells whether there were more).")
            .Takes("from", "Begin; default a day before the end.").Takes("to", "End; default now.").ProducesProblem(404);
        Read(api, "/stations/{id}/power", StationPowerAsync).WithName("getStationPower").WithSummary("Power curves of a station's EVSEs.")
            .Takes("from", "Begin; default a day before the end.").Takes("to", "End; default now.").Takes("step", "Seconds between two points at least, 1 to 3600; default 60. The span may hold 20000 such steps.").ProducesProblem(404);
        Read(api, "/power", SitePowerAsync).WithName("getPower").WithSummary("Power by the minute of a site, or of all that the caller may see.")
            .Takes("site", "Only this site.").Takes("from", "Begin; default a day before the end.").Takes("to", "End; default now.").ProducesProblem(404);
    }

    private static RouteHandlerBuilder Read(IEndpointRouteBuilder api, string path, Delegate handler) =>
        api.MapGet(path, handler).RequireAuthorization(Permissions.StationsRead).WithTags("Stations").ProducesProblem(400);

    private static async Task<Results<Ok<HistoryView>, ProblemHttpResult>> HistoryAsync(
        string id, ApiQuery query, AccessScope scope, StationDirectory stations, StateHistory history, TimeProvider time, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var (from, to) = Span(query, time, _longestHistory);
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var links = await history.LinksAsync(station, from, to, MostLinks + 1, cancellation);
        return TypedResults.Ok(HistoryView.Of(station.Id, (await history.SpanAsync([station], from, to, cancellation))[station.Key], links.Take(MostLinks), links.Count > MostLinks));
    }

    private static async Task<Results<Ok<StationPowerView>, ProblemHttpResult>> StationPowerAsync(
        string id, ApiQuery query, AccessScope scope, StationDirectory stations, PowerReader power, TimeProvider time, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var (from, to) = Span(query, time, _longestPower);
        var step = query.Integer("step", 1, 3600) ?? 60;
        // A meter may sample each second: what is read of it is held in memory until it is written.
        if ((to - from).TotalSeconds / step > MostPoints) query.Faults.TryAdd("step", [string.Create(CultureInfo.InvariantCulture, $"For this span {Math.Ceiling((to - from).TotalSeconds / MostPoints)} at least: {MostPoints} points of an EVSE are read at once.")]);
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var evses = await power.ReadAsync(station.Id, from, to, TimeSpan.FromSeconds(step), cancellation);
        return TypedResults.Ok(new StationPowerView(station.Id.Value, from, to, step,
            [.. evses.OrderBy(evse => evse.Key).Select(evse => new EvsePowerView(evse.Key, [.. evse.Value.Select(point => new PowerPointView(point.At, point.PowerW))]))]));
    }

    private static async Task<Results<Ok<SitePowerView>, ProblemHttpResult>> SitePowerAsync(
        ApiQuery query, AccessScope scope, SiteDirectory sites, PowerHistory power, TimeProvider time, CancellationToken cancellation)
    {
        var site = query.Text("site");
        if (site is not null && (sites.Find(site) is null || !scope.Can(Permissions.StationsRead, site))) return Problem.NotFound("site", site);
        var (from, to) = Span(query, time, _longestPower);
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var minutes = await power.ReadAsync(site is null ? scope.SiteIds(Permissions.StationsRead) : [site], from, to, cancellation);
        return TypedResults.Ok(new SitePowerView(site, from, to, [.. minutes.Select(minute => new PowerPointView(minute.At, minute.PowerW))]));
    }

    private static (DateTimeOffset From, DateTimeOffset To) Span(ApiQuery query, TimeProvider time, TimeSpan longest)
    {
        var now = time.GetUtcNow();
        var to = query.Time("to") ?? now;
        if (to > now) to = now;
        var from = query.Time("from") ?? (to > DateTimeOffset.UnixEpoch ? to.AddDays(-1) : to);
        if (from >= to) query.Faults.TryAdd("from", ["It has to lie before the end and before now."]);
        else if (to - from > longest) query.Faults.TryAdd("from", [$"{longest.TotalDays:0} days at most are read at once."]);
        return (from, to);
    }
}
