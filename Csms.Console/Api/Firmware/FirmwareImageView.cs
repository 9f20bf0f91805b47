using Csms.Engine.Firmware;

namespace Csms.Console.Api.Firmware;

/// <summary>A firmware image that stations can fetch from us.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Name">File name.</param>
/// <param name="Version">Version that a station tells once it runs.</param>
/// <param name="Vendor">For stations of this vendor; null: of any.</param>
/// <param name="Model">For this model; null: for any.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Sha256">SHA-256 of the content, hex.</param>
/// <param name="Signed">It has a certificate and a signature.</param>
/// <param name="UploadedAt">When it came.</param>
/// <param name="UploadedBy">Who brought it.</param>
internal sealed record FirmwareImageView(Guid Id, string Name, string Version, string? Vendor, string? Model, long Bytes, string Sha256, bool Signed, DateTimeOffset UploadedAt, string UploadedBy)
{
    public static FirmwareImageView Of(FirmwareImage image) => new(
        image.Id, image.Name, image.Version, image.Vendor, image.Model, image.Bytes, image.Checksum, image.IsSigned, image.UploadedAt, image.Actor);
}
