namespace Csms.Console.Commands;

/// <summary>A firmware update as a person or a program wants it.</summary>
/// <param name="ImageId">Image of ours; null: <paramref name="Location"/> says where it is.</param>
/// <param name="Location">Address elsewhere.</param>
/// <param name="Signed">With the certificate and signature of the image (2.1 L01, in 1.6 SignedUpdateFirmware).</param>
/// <param name="Certificate">PEM, for an address elsewhere.</param>
/// <param name="Signature">Base64, for an address elsewhere.</param>
/// <param name="RetrieveAt">When the station shall fetch it; null: now.</param>
/// <param name="InstallAt">When it shall install it; null: when it has it.</param>
/// <param name="Retries">How often it tries the download again; null: as it likes.</param>
/// <param name="RetryInterval">Seconds between tries.</param>
internal sealed record FirmwareOrder(
    Guid? ImageId, string? Location, bool Signed, string? Certificate, string? Signature, DateTimeOffset? RetrieveAt, DateTimeOffset? InstallAt, int? Retries, int? RetryInterval);
