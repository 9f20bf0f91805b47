using Csms.Engine.Units;

namespace Csms.Engine.Certificates;

/// <summary>A certificate with which a station may not connect any more.</summary>
/// <param name="Station">Whose it was.</param>
/// <param name="Fingerprint">SHA-256 over the whole certificate, hex; by it alone it is known again.</param>
/// <param name="Subject">Distinguished name of whose it was.</param>
/// <param name="Issuer">Distinguished name of who signed it.</param>
/// <param name="SerialNumber">Hex, without leading zeroes.</param>
/// <param name="NotAfter">Until when it would have been valid; UTC.</param>
/// <param name="Reason">Why, in the words of whoever did it.</param>
/// <param name="RevokedAt">Since when; UTC.</param>
/// <param name="Actor">Who did it.</param>
public sealed record RevokedCertificate(
    StationId Station, string Fingerprint, string Subject, string Issuer, string SerialNumber, DateTimeOffset NotAfter, string Reason, DateTimeOffset RevokedAt, string Actor);
