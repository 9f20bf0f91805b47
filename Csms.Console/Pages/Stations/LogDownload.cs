using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Logs;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Pages.Stations;

/// <summary>`/stations/{id}/logs/{log}`: a log file that the station has uploaded, as it sent it.</summary>
internal static class LogDownload
{
    public static void MapLogDownload(this IEndpointRouteBuilder routes) => routes.MapGet("/stations/{id}/logs/{log:guid}", SendAsync).RequireAuthorization(Permissions.MessagesRead).ExcludeFromDescription();

    /// <summary>Address of a file.</summary>
    public static string Of(LogFile file) => $"/stations/{Uri.EscapeDataString(file.Station.Value)}/logs/{file.Id}";

    private static async Task<Results<FileStreamHttpResult, NotFound>> SendAsync(
        string id, Guid log, AccessScope scope, StationRegistry registry, LogFiles logs, IAuditLog audit, CancellationToken cancellation)
    {
        if (!StationId.TryParse(id, out var stationId) || registry.Find(stationId) is not { } station || !scope.Can(Permissions.MessagesRead, station.Profile.SiteId)
            || await logs.FindAsync(stationId, log, cancellation) is not { } file || logs.Open(file) is not { } content)
            return TypedResults.NotFound();
        await audit.WriteAsync(scope.Actor, "station.log.download", "station", id, after: new { file.Id, FileName = LogFileName.Of(file), file.Bytes }, cancellationToken: cancellation);
        return TypedResults.Stream(content, "application/octet-stream", LogFileName.Of(file), file.ReceivedAt);
    }
}
