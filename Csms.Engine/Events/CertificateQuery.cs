namespace Csms.Engine.Events;

/// <summary>
/// A certificate by its hashes, and where its status can be asked (OCPP 2.1 Part 2, OCSPRequestDataType; the CertID of RFC 6960, 4.1.1).
/// </summary>
/// <param name="HashAlgorithm">SHA256, SHA384 or SHA512.</param>
/// <param name="IssuerNameHash">Hash of the issuer's distinguished name, hex.</param>
/// <param name="IssuerKeyHash">Hash of the issuer's public key, hex.</param>
/// <param name="SerialNumber">Hex without 0x.</param>
/// <param name="ResponderUrls">Addresses to ask, in order; as the station or the certificate gave them, so they are not to be trusted.</param>
public sealed record CertificateQuery(string HashAlgorithm, string IssuerNameHash, string IssuerKeyHash, string SerialNumber, IReadOnlyList<string> ResponderUrls);
