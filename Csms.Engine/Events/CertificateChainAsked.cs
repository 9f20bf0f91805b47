namespace Csms.Engine.Events;

/// <summary>GetCertificateChainStatus (2.1 M07): have any of a car's certificates been revoked? Answered by <see cref="CertificateChainAnswer"/>.</summary>
/// <param name="Certificates">Which, at most four, and whether each is asked by OCSP or looked up in a CRL.</param>
public sealed record CertificateChainAsked(IReadOnlyList<(CertificateQuery Certificate, bool ByList)> Certificates) : StationMessage;
