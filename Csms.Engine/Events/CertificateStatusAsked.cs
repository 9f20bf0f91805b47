namespace Csms.Engine.Events;

/// <summary>GetCertificateStatus (2.x M06): a station wants the OCSP response for a certificate, to show it to cars. Answered by <see cref="CertificateStatusAnswer"/>.</summary>
/// <param name="Certificate">Which.</param>
/// <param name="LongestAnswer">Letters of base64 that the station's version takes.</param>
public sealed record CertificateStatusAsked(CertificateQuery Certificate, int LongestAnswer) : StationMessage;
