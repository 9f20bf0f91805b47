using System.Globalization;
using Csms.Console.Api.Commands;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Engine.Monitoring;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Streams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Streams;

/// <summary>`/api/v1/stations/{id}/event-streams`: periodic event streams of a station (2.1, N11 to N15).</summary>
internal static class StreamEndpoints
{
    public static void MapStreams(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/stations/{id}/event-streams").RequireAuthorization(Permissions.StationsRead).WithTags("Event streams");
        group.MapGet("", ListAsync).WithName("listEventStreams").WithSummary("Periodic event streams of a station: those that run and the last that are over.")
            .WithDescription("The command GetPeriodicEventStream has the station tell them anew; SetVariableMonitoring with periodicEventStream has it open one.").TakesPage().ProducesProblem(404);
        group.MapPut("/{number:int}", AdjustAsync).TakesBody<StreamBody>().WithName("adjustEventStream").WithSummary("Changes how often a stream is sent.")
            .WithDescription("Any answer of the station is 200. 409: the stream is over, or nothing was sent.").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(502).ProducesProblem(504);
        group.MapGet("/{number:int}/values", ValuesAsync).WithName("listEventStreamValues").WithSummary("Values of a stream, newest first.")
            .TakesPage().Takes("from", "Only taken from then on.").Takes("to", "Only taken before then.").ProducesProblem(404);
    }

    private static async Task<Results<Ok<Page<StreamView>>, ProblemHttpResult>> ListAsync(
        string id, ApiQuery query, AccessScope scope, StationDirectory stations, StreamBook book, StreamValueReader reader, MonitorReader monitors, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var (limit, skip) = (query.Limit(), query.Skip());
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var known = book.Find(station.Id);
        List<EventStream> all = [.. known.All.Values.OrderByDescending(stream => stream.IsLive).ThenByDescending(stream => stream.ClosedAt).ThenBy(stream => stream.Number)];
        var shown = all.Skip(skip).Take(limit).ToList();
        var last = await reader.LastAsync(station.Key, shown.Select(stream => stream.Number), cancellation);
        var told = shown.Exists(stream => stream.MonitorId is { } monitor && !known.Monitors.ContainsKey(monitor)) ? monitors.Monitors(station) : null;
        return TypedResults.Ok(Page<StreamView>.From(all, skip, limit, stream => StreamView.Of(stream, known.VariableOf(stream, told), book.Now(station.Id, stream.Number), last.GetValueOrDefault(stream.Number))));
    }

    private static async Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult>> AdjustAsync(
        string id, int number, JsonBody body, AccessScope scope, StationDirectory stations, StreamBook book, StreamDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, StreamDesk.Permission, out var refusal) is not { } station) return refusal!;
        if (!book.Find(station.Id).All.TryGetValue(number, out var stream)) return Missing(number);
        var reader = new BodyReader(body);
        var interval = reader.Integer("intervalSeconds", 0, StreamDesk.MostSeconds);
        var values = reader.Integer("values", 0, StreamDesk.MostValues);
        if (!interval.Is && !values.Is) reader.Fault("intervalSeconds", "intervalSeconds or values is needed.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        if (!stream.IsLive) return Problem.Conflict("Nothing was sent", "The stream is over.");
        return CommandResults.Of(await desk.AdjustAsync(scope, station, stream, interval.Is ? interval.Value : null, values.Is ? values.Value : null, cancellation));
    }

    private static async Task<Results<Ok<Page<StreamValueView>>, ProblemHttpResult>> ValuesAsync(
        string id, int number, ApiQuery query, AccessScope scope, StationDirectory stations, StreamBook book, StreamValueReader reader, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var limit = query.Limit();
        var (from, to) = (query.Time("from"), query.Time("to"));
        var after = query.Cursor<ValueCursor>(ValueCursor.TryParse);
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        if (!book.Find(station.Id).All.ContainsKey(number)) return Missing(number);
        var values = await reader.ValuesAsync(station.Key, number, from, to, after, limit + 1, cancellation);
        return TypedResults.Ok(Page<StreamValueView>.Of(values, limit, StreamValueView.Of, value => ValueCursor.Of(value).ToString()));
    }

    private static ProblemHttpResult Missing(int number) => Problem.NotFound("stream", number.ToString(CultureInfo.InvariantCulture));
}
