using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Csms.Engine.Gateway.Downloads;

/// <summary>
/// <c>GET·HEAD /firmware-images/{secret}/{name}</c>: where stations fetch firmware (UpdateFirmware), whole or in ranges (RFC 9110 §14). The digest of
/// the whole file goes along as <c>Repr-Digest</c> (RFC 9530) and, in hex, as <c>X-Checksum-Sha256</c>.
/// </summary>
internal static class DownloadEndpoint
{
    /// <summary>First part of every address.</summary>
    public const string Path = "/firmware-images";

    public static void MapStationDownloads(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(Path + "/{secret}/{name?}", [HttpMethods.Get, HttpMethods.Head], HandleAsync).AllowAnonymous().ShortCircuit().ExcludeFromDescription().WithDisplayName("Download of a station");

    private static async Task<IResult> HandleAsync(HttpContext context, IStationDownloads downloads, FailedConnects failed, string secret)
    {
        var remote = context.Connection.RemoteIpAddress;
        if (failed.IsBlocked(remote))
        {
            context.Response.Headers.RetryAfter = "60";
            return Results.Text("Too many failed attempts from this address.", statusCode: StatusCodes.Status429TooManyRequests);
        }

        if (await downloads.FindAsync(secret, context.RequestAborted) is not { } file)
        {
            failed.Count(remote);
            return Results.Text("There is nothing at this address.", statusCode: StatusCodes.Status404NotFound);
        }

        var hex = Convert.ToHexStringLower(file.Sha256.Span);
        context.Response.Headers["X-Checksum-Sha256"] = hex;
        context.Response.Headers["Repr-Digest"] = string.Create(CultureInfo.InvariantCulture, $"sha-256=:{Convert.ToBase64String(file.Sha256.Span)}:");
        return Results.File(file.Path, "application/octet-stream", file.Name, file.At, new EntityTagHeaderValue($"\"{hex}\""), enableRangeProcessing: true);
    }
}
