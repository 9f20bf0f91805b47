using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Logs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Logs;

/// <summary>`/api/v1/stations/{id}/logs`: log files that stations uploaded after a GetLog without an address of its own.</summary>
internal static class LogEndpoints
{
    public static void MapLogs(this IEndpointRouteBuilder api)
    {
        var logs = api.MapGroup("/stations/{id}/logs").RequireAuthorization(Permissions.MessagesRead).WithTags("Logs");
        logs.MapGet("", ListAsync).WithName("listLogs").WithSummary("Log files of a station, newest first.").TakesPage().ProducesProblem(404);
        logs.MapGet("/{log}", GetAsync).WithName("getLog").WithSummary("A log file: where its upload is.").ProducesProblem(404);
        logs.MapGet("/{log}/file", FileAsync).WithName("downloadLog").WithSummary("The content of a log file, as the station sent it.").ProducesProblem(404).ProducesProblem(409);
        logs.MapDelete("/{log}", DeleteAsync).WithName("deleteLog").WithSummary("Deletes a log file; one that still waits is not taken any more.").ProducesProblem(404);
    }

    private static async Task<Results<Ok<Page<LogView>>, ProblemHttpResult>> ListAsync(
        string id, ApiQuery query, AccessScope scope, StationDirectory stations, LogFiles logs, TimeProvider time, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.MessagesRead, out var refusal) is not { } station) return refusal!;
        var limit = query.Limit();
        var before = query.Cursor<Guid>(Guid.TryParse);
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var page = await logs.ListAsync(station.Id, before, limit + 1, cancellation);
        var now = time.GetUtcNow();
        return TypedResults.Ok(Page<LogView>.Of(page, limit, file => LogView.Of(file, now), file => file.Id.ToString()));
    }

    private static async Task<Results<Ok<LogView>, ProblemHttpResult>> GetAsync(
        string id, string log, AccessScope scope, StationDirectory stations, LogFiles logs, TimeProvider time, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.MessagesRead, out var refusal) is not { } station) return refusal!;
        return await FindAsync(station, log, logs, cancellation) is { } file ? TypedResults.Ok(LogView.Of(file, time.GetUtcNow())) : Problem.NotFound("log file", log);
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> FileAsync(
        string id, string log, AccessScope scope, StationDirectory stations, LogFiles logs, IAuditLog audit, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.MessagesRead, out var refusal) is not { } station) return refusal!;
        if (await FindAsync(station, log, logs, cancellation) is not { } file) return Problem.NotFound("log file", log);
        if (file.ReceivedAt is null) return Problem.Conflict("Not here yet", "The station has not uploaded this file.");
        if (logs.Open(file) is not { } content) return Problem.NotFound("log file", log);
        await audit.WriteAsync(scope.Actor, "station.log.download", "station", id, after: new { file.Id, FileName = LogFileName.Of(file), file.Bytes }, cancellationToken: cancellation);
        // Whatever the station has sent, a browser saves it and never shows it.
        return TypedResults.Stream(content, "application/octet-stream", LogFileName.Of(file), file.ReceivedAt);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string id, string log, AccessScope scope, StationDirectory stations, LogFiles logs, IAuditLog audit, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, CommandPermissions.Of("GetLog"), out var refusal) is not { } station) return refusal!;
        if (await FindAsync(station, log, logs, cancellation) is not { } file) return Problem.NotFound("log file", log);
        await logs.DeleteAsync(file, cancellation);
        await audit.WriteAsync(scope.Actor, "station.log.delete", "station", id, before: new { file.Id, FileName = LogFileName.Of(file), file.Bytes }, cancellationToken: CancellationToken.None);
        return TypedResults.NoContent();
    }

    private static async Task<LogFile?> FindAsync(StationState station, string log, LogFiles logs, CancellationToken cancellation) =>
        Guid.TryParse(log, out var id) ? await logs.FindAsync(station.Id, id, cancellation) : null;
}
