using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Firmware;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;

namespace Csms.Console.Commands;

/// <summary>The one way in which people and programs bring firmware images in and have stations install them: allowed, done, in the audit log.</summary>
internal sealed class FirmwareDesk(StationCommands commands, FirmwareLibrary library, FirmwareCampaigns campaigns, IAuditLog audit, TimeProvider time)
{
    /// <summary>The permission that all of it needs.</summary>
    public static readonly string Permission = CommandPermissions.Of("UpdateFirmware");

    /// <summary>Longest location of every version, characters (2.0.1 FirmwareType).</summary>
    public const int LongestLocation = 512;

    /// <summary>Images are every station's: who brings them in may update all of them.</summary>
    public static bool MayKeepImages(AccessScope scope) => scope.Sites(Permission).All;

    /// <summary>An address that a station can be given.</summary>
    public static bool IsLocation(string? location) =>
        location is { Length: > 0 and <= LongestLocation } && Uri.TryCreate(location, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "ftp" or "ftps" or "sftp" && url.Host.Length > 0;

    /// <summary>Takes an image in.</summary>
    public async Task<(FirmwareImage? Image, ImageFault? Fault)> AddAsync(AccessScope scope, ImageCheck said, Stream content, CancellationToken cancellation)
    {
        if (!MayKeepImages(scope)) throw new InvalidOperationException("no permission to bring firmware in");
        var (image, fault) = await library.AddAsync(said, content, scope.Actor.Name, cancellation);
        if (image is not null) await audit.WriteAsync(scope.Actor, "firmware.image.add", "firmwareImage", image.Id.ToString(), null, Told(image), cancellationToken: CancellationToken.None);
        return (image, fault);
    }

    /// <summary>Puts certificate and signature to an image; the fault, or null.</summary>
    public async Task<ImageFault?> SignAsync(AccessScope scope, FirmwareImage image, string? certificate, string? signature, CancellationToken cancellation)
    {
        if (!MayKeepImages(scope)) throw new InvalidOperationException("no permission to sign firmware");
        var (signed, fault) = await library.SignAsync(image, certificate, signature, cancellation);
        if (signed is not null) await audit.WriteAsync(scope.Actor, "firmware.image.sign", "firmwareImage", image.Id.ToString(), Told(image), Told(signed), cancellationToken: CancellationToken.None);
        return fault;
    }

    /// <summary>A campaign that is not over brings it to stations: it can't be deleted.</summary>
    public Task<bool> IsNeededAsync(Guid image, CancellationToken cancellation) => campaigns.NeedsAsync(image, cancellation);

    /// <summary>Deletes an image; false: there is none.</summary>
    public async Task<bool> DeleteAsync(AccessScope scope, FirmwareImage image, CancellationToken cancellation)
    {
        if (!MayKeepImages(scope)) throw new InvalidOperationException("no permission to delete firmware");
        if (!await library.DeleteAsync(image.Id, cancellation)) return false;
        await audit.WriteAsync(scope.Actor, "firmware.image.delete", "firmwareImage", image.Id.ToString(), Told(image), null, cancellationToken: CancellationToken.None);
        return true;
    }

    /// <summary>Has a station update its firmware; null: there is no such image.</summary>
    public async Task<StationCommand?> UpdateAsync(AccessScope scope, StationState station, FirmwareOrder order, CancellationToken cancellation)
    {
        if (!scope.Can(Permission, station.Profile.SiteId)) throw new InvalidOperationException("no permission to update firmware");
        var image = order.ImageId is { } id ? await library.FindAsync(id, cancellation) : null;
        if (order.ImageId is not null && image is null) return null;
        var (certificate, signature) = image is null ? (order.Certificate, order.Signature) : order.Signed ? (image.Certificate, image.Signature) : (null, null);
        var firmware = new JsonObject
        {
            ["location"] = image is null ? order.Location : FirmwareBook.ImageScheme + image.Id,
            ["retrieveDateTime"] = Stamp(order.RetrieveAt ?? time.GetUtcNow()),
        };
        if (order.InstallAt is { } install) firmware["installDateTime"] = Stamp(install);
        if (certificate is not null) firmware["signingCertificate"] = certificate;
        if (signature is not null) firmware["signature"] = signature;
        var body = new JsonObject { ["firmware"] = firmware };
        if (order.Retries is { } retries) body["retries"] = retries;
        if (order.RetryInterval is { } interval) body["retryInterval"] = interval;
        var command = await commands.ExecuteAsync(new CommandRequest(station.Id, "UpdateFirmware", JsonSerializer.SerializeToElement(body), scope.Actor.Name), cancellation);
        await audit.WriteAsync(scope.Actor, "station.firmware.update", "station", station.Id.Value, null,
            new { Image = image?.Name, image?.Version, Sha256 = image?.Checksum, order.RetrieveAt, order.InstallAt, Signed = certificate is not null, CommandId = command.Id, command.Stage, command.Status, command.OcppError },
            cancellationToken: CancellationToken.None);
        return command;
    }

    /// <summary>Has a local controller publish an image to the stations behind it (2.x L03); null: its file is not there.</summary>
    public async Task<StationCommand?> PublishAsync(AccessScope scope, StationState station, FirmwareImage image, CancellationToken cancellation)
    {
        if (!scope.Can(Permission, station.Profile.SiteId)) throw new InvalidOperationException("no permission to publish firmware");
        if (await library.TransferChecksumAsync(image, cancellation) is not { } checksum) return null;
        var body = new JsonObject { ["location"] = FirmwareBook.ImageScheme + image.Id, ["checksum"] = checksum };
        var command = await commands.ExecuteAsync(new CommandRequest(station.Id, "PublishFirmware", JsonSerializer.SerializeToElement(body), scope.Actor.Name), cancellation);
        await audit.WriteAsync(scope.Actor, "station.firmware.publish", "station", station.Id.Value, null, new { Image = image.Name, image.Version, Checksum = checksum, CommandId = command.Id, command.Stage, command.Status, command.OcppError }, cancellationToken: CancellationToken.None);
        return command;
    }

    /// <summary>Has a local controller take firmware back (2.x L04).</summary>
    public async Task<StationCommand> UnpublishAsync(AccessScope scope, StationState station, string checksum, CancellationToken cancellation)
    {
        if (!scope.Can(Permission, station.Profile.SiteId)) throw new InvalidOperationException("no permission to take firmware back");
        var command = await commands.ExecuteAsync(new CommandRequest(station.Id, "UnpublishFirmware", JsonSerializer.SerializeToElement(new JsonObject { ["checksum"] = checksum }), scope.Actor.Name), cancellation);
        await audit.WriteAsync(scope.Actor, "station.firmware.unpublish", "station", station.Id.Value, null, new { Checksum = checksum, CommandId = command.Id, command.Stage, command.Status, command.OcppError }, cancellationToken: CancellationToken.None);
        return command;
    }

    private static object Told(FirmwareImage image) => new { image.Name, image.Version, image.Vendor, image.Model, image.Bytes, Sha256 = image.Checksum, image.IsSigned };

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
