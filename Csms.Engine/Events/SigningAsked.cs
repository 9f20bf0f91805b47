namespace Csms.Engine.Events;

/// <summary>
/// A station wants a certificate (SignCertificate: 2.x A02 and A03, 1.6 security white paper). Answered by <see cref="SigningAnswer"/>; the certificate
/// follows with CertificateSigned.
/// </summary>
/// <param name="Csr">PKCS #10 request, PEM; as the station sent it.</param>
/// <param name="Use">ChargingStationCertificate, V2GCertificate, V2G20Certificate; null when it did not say (1.6 never does): the first.</param>
/// <param name="RequestId">Number that CertificateSigned repeats (2.1); null when it gave none.</param>
public sealed record SigningAsked(string Csr, string? Use, int? RequestId) : StationMessage;
