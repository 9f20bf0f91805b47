namespace Csms.Console.Api.Firmware;

/// <summary>Body of POST /api/v1/stations/{id}/firmware-updates: an image of ours or an address elsewhere.</summary>
/// <param name="ImageId">Image of ours.</param>
/// <param name="Location">Address elsewhere: http, https, ftp, ftps or sftp.</param>
/// <param name="Signed">With certificate and signature of the image; when nothing is said, as the image has them. 1.6 needs its security extension for it.</param>
/// <param name="Certificate">PEM, with an address elsewhere.</param>
/// <param name="Signature">Base64, with an address elsewhere.</param>
/// <param name="RetrieveAt">When the station shall fetch it; now when nothing is said.</param>
/// <param name="InstallAt">When it shall install it; when it has it when nothing is said. Not in the plain update of 1.6.</param>
/// <param name="Retries">How often it tries the download again.</param>
/// <param name="RetryInterval">Seconds between tries.</param>
internal sealed record FirmwareUpdateBody(
    Guid? ImageId, string? Location, bool? Signed, string? Certificate, string? Signature, DateTimeOffset? RetrieveAt, DateTimeOffset? InstallAt, int? Retries, int? RetryInterval);
