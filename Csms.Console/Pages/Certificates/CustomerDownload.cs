using System.Globalization;
using System.Text;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Pages.Certificates;

/// <summary>`/stations/{id}/customer-information/{requestId}`: what a station has sent of a customer, as a text file.</summary>
internal static class CustomerDownload
{
    public static void MapCustomerDownload(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/stations/{id}/customer-information/{requestId:int}", SendAsync).RequireAuthorization(Permissions.TokensRead).ExcludeFromDescription();

    /// <summary>Address of a report.</summary>
    public static string Of(StationId station, int requestId) => string.Create(CultureInfo.InvariantCulture, $"/stations/{Uri.EscapeDataString(station.Value)}/customer-information/{requestId}");

    private static async Task<Results<FileContentHttpResult, NotFound>> SendAsync(string id, int requestId, HttpContext context, AccessScope scope, StationRegistry registry, CustomerDesk desk)
    {
        if (!StationId.TryParse(id, out var stationId) || registry.Find(stationId) is not { } station
            || await desk.ReadAsync(scope, station, requestId, context.RequestAborted) is not { Text: { } text }) return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"customer-information-{requestId}.txt"));
    }
}
