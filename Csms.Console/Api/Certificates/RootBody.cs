namespace Csms.Console.Api.Certificates;

/// <summary>Body of POST /api/v1/certificates/roots.</summary>
/// <param name="CertificateType">CSMSRootCertificate, ManufacturerRootCertificate, V2GRootCertificate, MORootCertificate or OEMRootCertificate.</param>
/// <param name="Certificate">PEM, one certificate.</param>
internal sealed record RootBody(string CertificateType, string Certificate);
