using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Csms.Engine.Gateway.Uploads;

/// <summary>
/// <c>PUT·POST /uploads/{secret}/{name?}</c>: where stations bring log files (GetLog, GetDiagnostics of 1.6). The body is the file, or a form
/// whose first file part is. A station that takes the address for a folder adds a name of its own: that name is shown to people, no more.
/// </summary>
internal static class UploadEndpoint
{
    /// <summary>First part of every upload address.</summary>
    public const string Path = "/uploads";

    public static void MapStationUploads(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(Path + "/{secret}/{**name}", [HttpMethods.Put, HttpMethods.Post], HandleAsync).AllowAnonymous().ShortCircuit().ExcludeFromDescription().WithDisplayName("Upload of a station");

    private static async Task HandleAsync(HttpContext context, IStationUploads uploads, FailedConnects failed, string secret, string? name)
    {
        var remote = context.Connection.RemoteIpAddress;
        if (failed.IsBlocked(remote))
        {
            context.Response.Headers.RetryAfter = "60";
            await TellAsync(context, StatusCodes.Status429TooManyRequests, "Too many failed attempts from this address.");
            return;
        }

        // The size is counted while the file is written: the server's own limit is made for requests that are held in memory.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        var result = await ReceiveAsync(context.Request, uploads, secret, name, context.RequestAborted);
        if (result == UploadResult.Unknown) failed.Count(remote);
        if (context.RequestAborted.IsCancellationRequested) return; // nobody is there to be told
        var (status, text) = Answer(result);
        await TellAsync(context, status, text);
    }

    private static async Task<UploadResult> ReceiveAsync(HttpRequest request, IStationUploads uploads, string secret, string? name, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            var given = ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var disposition) ? NameOf(disposition) : null;
            return await uploads.ReceiveAsync(secret, request.Body, request.ContentLength, given ?? (name is null ? null : Uri.UnescapeDataString(name)), cancellation);
        }

        try
        {
            var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 200 } word ? word : throw new InvalidDataException("a form without a boundary");
            var reader = new MultipartReader(boundary, request.Body);
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part) && NameOf(part) is { } file)
                    return await uploads.ReceiveAsync(secret, section.Body, null, file, cancellation);
            }

            return await NothingAsync();
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or OperationCanceledException)
        {
            return await NothingAsync();
        }

        Task<UploadResult> NothingAsync() => uploads.ReceiveAsync(secret, Stream.Null, null, null, CancellationToken.None);
    }

    private static string? NameOf(ContentDispositionHeaderValue disposition)
    {
        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName);
        return name.HasValue ? name.Value : null;
    }

    private static (int Status, string Text) Answer(UploadResult result) => result switch
    {
        UploadResult.Stored => ((int)HttpStatusCode.Created, "Stored."),
        UploadResult.Unknown => ((int)HttpStatusCode.NotFound, "Nothing is expected at this address."),
        UploadResult.Expired => ((int)HttpStatusCode.Gone, "The time of this address is over."),
        UploadResult.Used => ((int)HttpStatusCode.Conflict, "This address takes one file."),
        UploadResult.TooBig => ((int)HttpStatusCode.RequestEntityTooLarge, "The file is longer than files may be."),
        UploadResult.Truncated => ((int)HttpStatusCode.BadRequest, "The file broke off or is empty."),
        UploadResult.NoRoom => ((int)HttpStatusCode.ServiceUnavailable, "The file could not be kept. Try again later."),
        _ => throw new InvalidOperationException($"no upload result {result}"),
    };

    private static Task TellAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, CancellationToken.None);
    }
}
