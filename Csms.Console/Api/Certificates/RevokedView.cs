using Csms.Engine.Certificates;

namespace Csms.Console.Api.Certificates;

/// <summary>A certificate with which the station may not connect any more.</summary>
/// <param name="Fingerprint">SHA-256, hex.</param>
/// <param name="Subject">Whose it was.</param>
/// <param name="Issuer">Who signed it.</param>
/// <param name="SerialNumber">Hex, without leading zeroes.</param>
/// <param name="NotAfter">Until when it would have been valid.</param>
/// <param name="Reason">Why.</param>
/// <param name="RevokedAt">Since when.</param>
/// <param name="Actor">Who did it.</param>
internal sealed record RevokedView(string Fingerprint, string Subject, string Issuer, string SerialNumber, DateTimeOffset NotAfter, string Reason, DateTimeOffset RevokedAt, string Actor)
{
    public static RevokedView Of(RevokedCertificate revoked) => new(revoked.Fingerprint, revoked.Subject, revoked.Issuer, revoked.SerialNumber, revoked.NotAfter, revoked.Reason, revoked.RevokedAt, revoked.Actor);
}
