using Csms.Console.Security;
using Csms.Engine.FieldWork;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Pages.Jobs;

/// <summary>`/stations/{id}/photos/{photo}`: a photo of a station, for staff.</summary>
internal static class PhotoDownload
{
    public static void MapPhotoDownload(this IEndpointRouteBuilder routes) => routes.MapGet("/stations/{id}/photos/{photo:guid}", SendAsync).RequireAuthorization(Permissions.JobsRead).ExcludeFromDescription();

    private static async Task<Results<FileContentHttpResult, NotFound>> SendAsync(string id, Guid photo, AccessScope scope, StationRegistry registry, FieldDesk desk, HttpContext context, CancellationToken cancellation)
    {
        if (!StationId.TryParse(id, out var stationId) || registry.Find(stationId) is not { } station || !scope.Can(Permissions.JobsRead, station.Profile.SiteId)
            || await desk.FindPhotoAsync(stationId, photo, cancellation) is not { } found || await desk.ContentAsync(stationId, photo, cancellation) is not { } content)
            return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "private, max-age=86400"; // it never changes
        return TypedResults.Bytes(content, found.MediaType);
    }
}
