using System.Security.Cryptography.X509Certificates;

namespace Csms.Engine.Units;

/// <summary>What people need to know of an X.509 certificate; nothing of it is secret.</summary>
/// <param name="Subject">Distinguished name of whose it is.</param>
/// <param name="Issuer">Distinguished name of who signed it.</param>
/// <param name="SerialNumber">Hex, without leading zeroes, as OCPP writes it.</param>
/// <param name="Fingerprint">SHA-256 over the whole certificate, hex.</param>
/// <param name="KeyKind">Kind and size of its key, "EC P-256", "RSA 2048".</param>
/// <param name="NotBefore">From when it is valid; UTC.</param>
/// <param name="NotAfter">Until when it is valid; UTC.</param>
public sealed record CertificateFacts(string Subject, string Issuer, string SerialNumber, string Fingerprint, string KeyKind, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>Reads them.</summary>
    public static CertificateFacts Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new CertificateFacts(
            certificate.Subject,
            certificate.Issuer,
            certificate.SerialNumber.TrimStart('0') is { Length: > 0 } bare ? bare.ToLowerInvariant() : "0",
            Convert.ToHexStringLower(certificate.GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256)),
            KeyOf(certificate.PublicKey),
            new DateTimeOffset(certificate.NotBefore.ToUniversalTime(), TimeSpan.Zero),
            new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero));
    }

    /// <summary>Kind and size of a key; "unknown" for one that is neither RSA nor of a named curve.</summary>
    public static string KeyOf(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var rsa = key.GetRSAPublicKey();
        if (rsa is not null) return $"RSA {rsa.KeySize}";
        using var curve = key.GetECDsaPublicKey();
        if (curve is null) return "unknown";
        return curve.ExportParameters(false).Curve.Oid.FriendlyName switch
        {
            "nistP256" or "ECDSA_P256" => "EC P-256",
            "nistP384" or "ECDSA_P384" => "EC P-384",
            "nistP521" or "ECDSA_P521" => "EC P-521",
            var other => $"EC {other}",
        };
    }
}
