namespace Csms.Console.Api.Certificates;

/// <summary>Body of POST /api/v1/stations/{id}/certificate-renewal.</summary>
/// <param name="CertificateType">ChargingStationCertificate (when nothing is said), V2GCertificate or, in 2.1, V2G20Certificate.</param>
internal sealed record RenewalBody(string? CertificateType);
