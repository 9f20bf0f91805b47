namespace Csms.Console.Api.Certificates;

/// <summary>Body of POST /api/v1/stations/{id}/certificates: either a certificate with its type, or a kept root.</summary>
/// <param name="CertificateType">CSMSRootCertificate, ManufacturerRootCertificate, V2GRootCertificate, MORootCertificate or, in 2.1, OEMRootCertificate.</param>
/// <param name="Certificate">PEM, one certificate.</param>
/// <param name="RootId">A kept root.</param>
internal sealed record InstallBody(string? CertificateType, string? Certificate, Guid? RootId);
