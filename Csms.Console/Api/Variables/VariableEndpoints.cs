using System.Globalization;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Engine.Monitoring;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Stations.Reports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Variables;

/// <summary>`/api/v1/stations/{id}/variables` and `/requests/{requestId}`: what a station reported about itself, and what it reports on request.</summary>
internal static class VariableEndpoints
{
    private const int MostEvents = 1000;

    public static void MapVariables(this IEndpointRouteBuilder api)
    {
        api.MapGet("/stations/{id}/variables", ListAsync).RequireAuthorization(Permissions.StationsRead).WithTags("Stations").WithName("listVariables")
            .WithSummary("Variables as last reported or read, with when.")
            .Takes("component", "Name of a component, whatever its case; any key of 1.6 also stands under Configuration.").Takes("variable", "Name of a variable, whatever its case.")
            .TakesPage().ProducesProblem(404);
        api.MapGet("/stations/{id}/report", ReportAsync).RequireAuthorization(Permissions.StationsRead).WithTags("Stations").WithName("getReport")
            .WithSummary("How much of its last report of variables a station has sent.").ProducesProblem(404);
        api.MapGet("/stations/{id}/monitors", Monitors).RequireAuthorization(Permissions.StationsRead).WithTags("Stations").WithName("listMonitors")
            .WithSummary("Monitors as the station reported them (GetMonitoringReport) and accepted them since then; 404 when nothing is known.").ProducesProblem(404);
        api.MapGet("/stations/{id}/events", EventsAsync).RequireAuthorization(Permissions.StationsRead).WithTags("Stations").WithName("listStationEvents")
            .WithSummary("What the station said of its variables (NotifyEvent), newest first.").TakesPage().ProducesProblem(404);
        api.MapGet("/stations/{id}/requests/{requestId}", RequestAsync).RequireAuthorization(Permissions.StationsRead).WithTags("Stations").WithName("getRequest")
            .WithSummary("What a station has sent for a report, log, firmware or publish request so far.").ProducesProblem(404);
    }

    private static async Task<Results<Ok<Page<VariableView>>, ProblemHttpResult>> ListAsync(
        string id, ApiQuery query, AccessScope scope, StationDirectory stations, VariableStore variables, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var limit = query.Limit();
        var skip = query.Skip();
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var all = await variables.ListAsync(station.Key, query.Text("component"), query.Text("variable"), cancellation);
        return TypedResults.Ok(Page<VariableView>.From(all, skip, limit, each => VariableView.Of(each.Variable, each.At)));
    }

    private static async Task<Results<Ok<ReportView>, ProblemHttpResult>> ReportAsync(
        string id, AccessScope scope, StationDirectory stations, ConfigurationReader reader, TimeProvider time, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        return await reader.ReportAsync(station.Key, cancellation) is { } report ? TypedResults.Ok(ReportView.Of(report, time.GetUtcNow())) : Problem.NotFound("report", id);
    }

    private static Results<Ok<MonitorsView>, ProblemHttpResult> Monitors(string id, AccessScope scope, StationDirectory stations, MonitorReader reader)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        return reader.Monitors(station) is { } told
            ? TypedResults.Ok(new MonitorsView(told.AskedAt, told.IsComplete, [.. told.All.Select(MonitorView.Of)], told.Missing, told.IsCut))
            : Problem.NotFound("monitoring report", id);
    }

    private static async Task<Results<Ok<Page<EventView>>, ProblemHttpResult>> EventsAsync(
        string id, ApiQuery query, AccessScope scope, StationDirectory stations, MonitorReader reader, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var limit = query.Limit();
        var skip = query.Skip();
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        return TypedResults.Ok(Page<EventView>.From(await reader.EventsAsync(station, MostEvents, cancellation), skip, limit, EventView.Of));
    }

    private static async Task<Results<Ok<RequestView>, ProblemHttpResult>> RequestAsync(
        string id, string requestId, AccessScope scope, StationDirectory stations, RequestReader requests, CustomerDesk customers, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        if (!int.TryParse(requestId, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || await requests.FindAsync(station, number, cancellation) is not { } progress)
            return Problem.NotFound("request", requestId);

        // A customer's data: who may see them, and that they were read, as at their own address.
        if (progress.Action == "CustomerInformation" && await customers.ReadAsync(scope, station, number, cancellation) is null) return Problem.Forbidden(Permissions.TokensRead);
        return TypedResults.Ok(RequestView.Of(progress));
    }
}
