namespace Csms.Engine.Firmware;

/// <summary>A firmware image that stations can fetch from us.</summary>
public sealed record FirmwareImage
{
    /// <summary>Unique; also its name on our disk.</summary>
    public required Guid Id { get; init; }

    /// <summary>File name, the last part of its address.</summary>
    public required string Name { get; init; }

    /// <summary>Version that a station tells once it runs.</summary>
    public required string Version { get; init; }

    /// <summary>For stations of this vendor; null: of any.</summary>
    public string? Vendor { get; init; }

    /// <summary>For this model; null: for any.</summary>
    public string? Model { get; init; }

    /// <summary>Length.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the content.</summary>
    public required ReadOnlyMemory<byte> Sha256 { get; init; }

    /// <summary>Certificate of who signed it, PEM (2.1 FirmwareType.signingCertificate); null: not signed.</summary>
    public string? Certificate { get; init; }

    /// <summary>The signature, base64 (2.1 FirmwareType.signature).</summary>
    public string? Signature { get; init; }

    /// <summary>The part of its address that nobody can guess.</summary>
    public required string Secret { get; init; }

    /// <summary>When it came; UTC.</summary>
    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>Who brought it.</summary>
    public required string Actor { get; init; }

    /// <summary>It goes out as signed firmware (L01).</summary>
    public bool IsSigned => Certificate is not null;

    /// <summary>SHA-256 in hex.</summary>
    public string Checksum => Convert.ToHexStringLower(Sha256.Span);

    /// <summary>Whether it is for a station of this vendor and model, as far as the station has told them.</summary>
    public bool Fits(string? vendor, string? model) =>
        (Vendor is null || vendor is null || string.Equals(Vendor, vendor, StringComparison.OrdinalIgnoreCase))
        && (Model is null || model is null || string.Equals(Model, model, StringComparison.OrdinalIgnoreCase));
}
