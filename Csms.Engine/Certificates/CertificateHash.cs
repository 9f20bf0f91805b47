using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Csms.Engine.Certificates;

/// <summary>
/// How OCPP names a certificate: hashes of its issuer's name and key, and its serial number (2.1 Part 2, CertificateHashDataType; the CertID of RFC 6960,
/// 4.1.1). Hashes are lower-case hex; compared without regard to case, since stations write both.
/// </summary>
/// <param name="HashAlgorithm">SHA256, SHA384 or SHA512.</param>
/// <param name="IssuerNameHash">Of the issuer's distinguished name, DER; at most 128 letters.</param>
/// <param name="IssuerKeyHash">Of the value of the issuer's public key bit string, without tag, length and unused bits; at most 128 letters.</param>
/// <param name="SerialNumber">Hex without leading zeroes and without 0x; at most 40 letters.</param>
public sealed record CertificateHash(string HashAlgorithm, string IssuerNameHash, string IssuerKeyHash, string SerialNumber)
{
    /// <summary>Names a certificate by its issuer.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="issuer">Who signed it; itself for a root.</param>
    /// <param name="hashAlgorithm">SHA256, SHA384 or SHA512.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another algorithm.</exception>
    public static CertificateHash Of(X509Certificate2 certificate, X509Certificate2 issuer, string hashAlgorithm = "SHA256")
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(issuer);
        return new CertificateHash(
            hashAlgorithm,
            Hash(hashAlgorithm, certificate.IssuerName.RawData),
            Hash(hashAlgorithm, issuer.PublicKey.EncodedKeyValue.RawData),
            SerialNumberOf(certificate));
    }

    /// <summary>Serial number as OCPP writes it: hex without leading zeroes.</summary>
    public static string SerialNumberOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Bare(certificate.SerialNumber);
    }

    /// <summary>The same certificate, whatever the case of the letters and however many zeroes lead the serial number.</summary>
    public bool Names(CertificateHash other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return string.Equals(HashAlgorithm, other.HashAlgorithm, StringComparison.OrdinalIgnoreCase)
            && string.Equals(IssuerNameHash, other.IssuerNameHash, StringComparison.OrdinalIgnoreCase)
            && string.Equals(IssuerKeyHash, other.IssuerKeyHash, StringComparison.OrdinalIgnoreCase)
            && Bare(SerialNumber) == Bare(other.SerialNumber);
    }

    private static string Bare(string serialNumber) => serialNumber.TrimStart('0') is { Length: > 0 } bare ? bare.ToLowerInvariant() : "0";

    private static string Hash(string algorithm, byte[] data) => Convert.ToHexStringLower(algorithm.ToUpperInvariant() switch
    {
        "SHA256" => SHA256.HashData(data),
        "SHA384" => SHA384.HashData(data),
        "SHA512" => SHA512.HashData(data),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "OCPP has SHA256, SHA384 and SHA512"),
    });
}
