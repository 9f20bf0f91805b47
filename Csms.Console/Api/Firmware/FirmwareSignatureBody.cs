namespace Csms.Console.Api.Firmware;

/// <summary>Body of PUT /api/v1/firmware-images/{id}/signature.</summary>
/// <param name="Certificate">Certificate of who signed the image, PEM; null takes both away.</param>
/// <param name="Signature">The signature, base64.</param>
internal sealed record FirmwareSignatureBody(string? Certificate, string? Signature);
