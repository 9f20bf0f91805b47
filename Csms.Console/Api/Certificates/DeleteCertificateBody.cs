namespace Csms.Console.Api.Certificates;

/// <summary>Body of POST /api/v1/stations/{id}/certificates/delete.</summary>
/// <param name="CertificateHashData">Which, as the station tells it.</param>
/// <param name="Confirmed">Also when the station's connection depends on it.</param>
internal sealed record DeleteCertificateBody(HashView CertificateHashData, bool? Confirmed);
