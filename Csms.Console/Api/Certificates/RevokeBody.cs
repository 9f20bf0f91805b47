namespace Csms.Console.Api.Certificates;

/// <summary>Body of POST /api/v1/stations/{id}/certificates/revoke.</summary>
/// <param name="Fingerprint">SHA-256, hex, of the certificate that it connects with or of one that was issued to it; the one it connects with when nothing is said.</param>
/// <param name="Certificate">Instead: the certificate itself, PEM. One that is not known to be the station's is revoked by who may change certificates of all stations.</param>
/// <param name="Reason">Why; up to 200 characters.</param>
internal sealed record RevokeBody(string? Fingerprint, string? Certificate, string Reason);
