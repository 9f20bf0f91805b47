using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Csms.Engine.Tests.Support;

/// <summary>Requests for certificates, good and bad ones.</summary>
internal static class Csrs
{
    /// <summary>A good one, with the key that signed it.</summary>
    public static (string Pem, ECDsa Key) Good(string id)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (new CertificateRequest($"CN={id}, O=Station maker", key, HashAlgorithmName.SHA256).CreateSigningRequestPem(), key);
    }

    /// <summary>One of a kind.</summary>
    public static string Of(string kind, string id)
    {
        using var rsa = RSA.Create(kind == "rsa1024" ? 1024 : 2048);
        using var weak = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);
        using var curve = ECDsa.Create(kind == "p384" ? ECCurve.NamedCurves.nistP384 : ECCurve.NamedCurves.nistP256);
        return kind switch
        {
            "rsa" or "rsa1024" => new CertificateRequest($"CN={id}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequestPem(),
            "brainpool" => new CertificateRequest($"CN={id}", weak, HashAlgorithmName.SHA256).CreateSigningRequestPem(),
            "other" => new CertificateRequest($"CN={id}-2", curve, HashAlgorithmName.SHA256).CreateSigningRequestPem(),
            "nobody" => new CertificateRequest("O=Maker", curve, HashAlgorithmName.SHA256).CreateSigningRequestPem(),
            "two" => new CertificateRequest($"CN={id}, CN=ANOTHER", curve, HashAlgorithmName.SHA256).CreateSigningRequestPem(),
            "forged" => Forged(new CertificateRequest($"CN={id}", curve, HashAlgorithmName.SHA256).CreateSigningRequest()),
            "p384" or "good" => new CertificateRequest($"CN={id}", curve, HashAlgorithmName.SHA256).CreateSigningRequestPem(),
            "text" => "no request",
            "broken" => "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----",
            "certificate" => new CertificateRequest($"CN={id}", curve, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100)).ExportCertificatePem(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no kind"),
        };
    }

    // The last byte belongs to the signature.
    private static string Forged(byte[] der)
    {
        der[^1] ^= 1;
        return PemEncoding.WriteString("CERTIFICATE REQUEST", der);
    }
}
