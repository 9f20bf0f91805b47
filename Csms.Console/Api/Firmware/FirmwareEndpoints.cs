using Csms.Console.Api.Commands;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Engine.Firmware;
using Csms.Engine.Stations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Csms.Console.Api.Firmware;

/// <summary>`/api/v1/firmware-images` and `/stations/{id}/firmware-updates`: images that stations fetch from us, and what became of updates.</summary>
internal static class FirmwareEndpoints
{
    private const string Body = "body";

    public static void MapFirmware(this IEndpointRouteBuilder api)
    {
        var images = api.MapGroup("/firmware-images").WithTags("Firmware");
        images.MapGet("", ListAsync).RequireAuthorization(Permissions.StationsRead).WithName("listFirmwareImages").WithSummary("Firmware images, newest first.").TakesPage();
        images.MapGet("/{id:guid}", GetAsync).RequireAuthorization(Permissions.StationsRead).WithName("getFirmwareImage").WithSummary("A firmware image.").ProducesProblem(404);
        images.MapPost("", AddAsync).RequireAuthorization(Permissions.CommandConfig).WithMetadata(new DisableRequestSizeLimitAttribute()).WithName("addFirmwareImage")
            .WithSummary("Brings an image in: the body is the file.").WithDescription("Length and SHA-256 are taken on the way. Csms:Firmware:MaxBytes limits the length.")
            .Takes("name", "File name: letters, digits, dot, dash, underscore.").Takes("version", "Version that a station tells once it runs.").Takes("vendor", "For stations of this vendor only.").Takes("model", "For this model only.")
            .ProducesProblem(400).ProducesProblem(413).ProducesProblem(503);
        images.MapPut("/{id:guid}/signature", SignAsync).RequireAuthorization(Permissions.CommandConfig).TakesBody<FirmwareSignatureBody>().WithName("signFirmwareImage")
            .WithSummary("Puts certificate and signature to an image, or takes them away.").ProducesProblem(400).ProducesProblem(404);
        images.MapDelete("/{id:guid}", DeleteAsync).RequireAuthorization(Permissions.CommandConfig).WithName("deleteFirmwareImage").WithSummary("Deletes an image; its address leads nowhere from now on.").ProducesProblem(404).ProducesProblem(409);
        var updates = api.MapGroup("/stations/{id}/firmware-updates").WithTags("Firmware");
        updates.MapGet("", UpdatesAsync).RequireAuthorization(Permissions.StationsRead).WithName("listFirmwareUpdates").WithSummary("Updates that a station has accepted, newest first, with what it told of them.").TakesPage().ProducesProblem(404);
        updates.MapPost("", UpdateAsync).RequireAuthorization(Permissions.CommandConfig).TakesBody<FirmwareUpdateBody>().WithName("updateFirmware").WithSummary("Has a station update its firmware.")
            .WithDescription("Any answer of the station is 200. The same as the command UpdateFirmware, whose location may be `image:` and the id of an image.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(502).ProducesProblem(504);
    }

    private static async Task<Results<Ok<Page<FirmwareImageView>>, ProblemHttpResult>> ListAsync(ApiQuery query, FirmwareLibrary library, CancellationToken cancellation)
    {
        var (limit, skip) = (query.Limit(), query.Skip());
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        return TypedResults.Ok(Page<FirmwareImageView>.From(await library.ListAsync(cancellation), skip, limit, FirmwareImageView.Of));
    }

    private static async Task<Results<Ok<FirmwareImageView>, ProblemHttpResult>> GetAsync(Guid id, FirmwareLibrary library, CancellationToken cancellation) =>
        await library.FindAsync(id, cancellation) is { } image ? TypedResults.Ok(FirmwareImageView.Of(image)) : Missing(id);

    private static async Task<Results<Created<FirmwareImageView>, ProblemHttpResult>> AddAsync(HttpContext context, ApiQuery query, AccessScope scope, FirmwareDesk desk, CancellationToken cancellation)
    {
        if (!FirmwareDesk.MayKeepImages(scope)) return Problem.Forbidden(Permissions.CommandConfig);
        var said = new ImageCheck(query.Text("name") ?? "", query.Text("version") ?? "", query.Text("vendor"), query.Text("model"), null, null);
        var (image, fault) = await desk.AddAsync(scope, said, context.Request.Body, cancellation);
        return image is null ? Refused(fault!.Value) : TypedResults.Created($"/api/v1/firmware-images/{image.Id}", FirmwareImageView.Of(image));
    }

    private static async Task<Results<Ok<FirmwareImageView>, ProblemHttpResult>> SignAsync(Guid id, JsonBody body, AccessScope scope, FirmwareLibrary library, FirmwareDesk desk, CancellationToken cancellation)
    {
        if (!FirmwareDesk.MayKeepImages(scope)) return Problem.Forbidden(Permissions.CommandConfig);
        if (await library.FindAsync(id, cancellation) is not { } image) return Missing(id);
        var reader = new BodyReader(body);
        var (certificate, signature) = (Pem(body, reader, "certificate"), reader.Text("signature", 800));
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        return await desk.SignAsync(scope, image, certificate, signature.Value, cancellation) is { } fault ? Refused(fault)
            : TypedResults.Ok(FirmwareImageView.Of((await library.FindAsync(id, cancellation)) ?? image));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, AccessScope scope, FirmwareLibrary library, FirmwareDesk desk, CancellationToken cancellation)
    {
        if (!FirmwareDesk.MayKeepImages(scope)) return Problem.Forbidden(Permissions.CommandConfig);
        if (await desk.IsNeededAsync(id, cancellation)) return Problem.Conflict("The image is needed", "A campaign that is not over brings it to stations.");
        return await library.FindAsync(id, cancellation) is { } image && await desk.DeleteAsync(scope, image, cancellation) ? TypedResults.NoContent() : Missing(id);
    }

    private static async Task<Results<Ok<Page<FirmwareUpdateView>>, ProblemHttpResult>> UpdatesAsync(
        string id, ApiQuery query, AccessScope scope, StationDirectory stations, FirmwareBook book, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.StationsRead, out var refusal) is not { } station) return refusal!;
        var limit = query.Limit();
        var before = query.Cursor<Guid>(Guid.TryParse);
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        return TypedResults.Ok(Page<FirmwareUpdateView>.Of(await book.ListAsync(station.Id, before, limit + 1, cancellation), limit, FirmwareUpdateView.Of, update => update.CommandId.ToString()));
    }

    private static async Task<Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult>> UpdateAsync(
        string id, JsonBody body, AccessScope scope, StationDirectory stations, FirmwareLibrary library, FirmwareDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, FirmwareDesk.Permission, out var refusal) is not { } station) return refusal!;
        var reader = new BodyReader(body);
        var named = reader.Text("imageId", 36);
        var (location, signed, signature) = (reader.Text("location", FirmwareDesk.LongestLocation), reader.Flag("signed"), reader.Text("signature", 800));
        var certificate = Pem(body, reader, "certificate");
        var (retrieve, install) = (reader.Time("retrieveAt"), reader.Time("installAt"));
        var (retries, interval) = (reader.Integer("retries", 0, 100), reader.Integer("retryInterval", 0, 86400));
        var image = Guid.TryParse(named.Value, out var imageId) ? await library.FindAsync(imageId, cancellation) : null;
        if (named.Value is not null && image is null) reader.Fault("imageId", "There is no such image.");
        if (named.Value is null == location.Value is null) reader.Fault("imageId", "An image or a location is needed, and only one of them.");
        if (location.Value is { } address && !FirmwareDesk.IsLocation(address)) reader.Fault("location", "An address with http, https, ftp, ftps or sftp is needed.");
        if (certificate is null != signature.Value is null) reader.Fault("signature", "Certificate and signature go together.");
        if (image is not null && (signature.Value is not null || (signed.Value && !image.IsSigned))) reader.Fault("signed", "The image has its own signature, or none.");
        if (install.Value is { } later && later < retrieve.Value) reader.Fault("installAt", "Not before it is fetched.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        var order = new FirmwareOrder(image?.Id, location.Value, signed.Is ? signed.Value : image is { IsSigned: true }, certificate, signature.Value, retrieve.Value, install.Value,
            retries.Is ? retries.Value : null, interval.Is ? interval.Value : null);
        return await desk.UpdateAsync(scope, station, order, cancellation) is { } command ? CommandResults.Of(command) : Problem.NotFound("firmware image", named.Value ?? "");
    }

    /// <summary>A PEM text; its lines end with characters that other texts may not hold.</summary>
    private static string? Pem(JsonBody body, BodyReader reader, string member)
    {
        if (!body.Root.TryGetProperty(member, out var value) || value.ValueKind == System.Text.Json.JsonValueKind.Null) return null;
        if (value.ValueKind == System.Text.Json.JsonValueKind.String && value.GetString() is { Length: <= 5500 } pem) return pem;
        reader.Fault(member, "A certificate as PEM is needed, at most 5500 characters.");
        return null;
    }

    private static ProblemHttpResult Missing(Guid id) => Problem.NotFound("firmware image", id.ToString());

    private static ProblemHttpResult Refused(ImageFault fault) => fault switch
    {
        ImageFault.TooBig => Problem.Of(StatusCodes.Status413PayloadTooLarge, "Image too large", "Csms:Firmware:MaxBytes says how long images may be."),
        ImageFault.NoRoom => Problem.Of(StatusCodes.Status503ServiceUnavailable, "The image could not be kept", "The log of the program has the details."),
        ImageFault.Name => Wrong("name", "1 to 100 letters, digits, dots, dashes and underscores are needed; no dot first."),
        ImageFault.Version => Wrong("version", "1 to 50 characters are needed."),
        ImageFault.Scope => Wrong("model", "At most 50 characters for the vendor, 20 for the model."),
        ImageFault.Certificate => Wrong("certificate", "A certificate as PEM is needed, at most 5500 characters."),
        ImageFault.Signature => Wrong("signature", "Base64 is needed, at most 800 characters, together with the certificate."),
        _ => Wrong(Body, "The file broke off or is empty."),
    };

    private static ProblemHttpResult Wrong(string member, string text) => Problem.Invalid(new Dictionary<string, string[]> { [member] = [text] });
}
