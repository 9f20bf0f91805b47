using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Csms.Engine.PlugAndCharge.Ocsp;

/// <summary>Checks signatures of ECDSA and RSA (PKCS#1), which are those of V2G PKIs and of their responders.</summary>
internal static class Signatures
{
    /// <param name="by">Who is said to have signed.</param>
    /// <param name="algorithm">OID of the algorithm.</param>
    /// <param name="signed">What.</param>
    /// <param name="signature">The signature.</param>
    public static bool Holds(X509Certificate2 by, string algorithm, ReadOnlySpan<byte> signed, byte[] signature)
    {
        var (isEcdsa, hash) = algorithm switch
        {
            "1.2.840.10045.4.3.2" => (true, HashAlgorithmName.SHA256),
            "1.2.840.10045.4.3.3" => (true, HashAlgorithmName.SHA384),
            "1.2.840.10045.4.3.4" => (true, HashAlgorithmName.SHA512),
            "1.2.840.113549.1.1.11" => (false, HashAlgorithmName.SHA256),
            "1.2.840.113549.1.1.12" => (false, HashAlgorithmName.SHA384),
            "1.2.840.113549.1.1.13" => (false, HashAlgorithmName.SHA512),
            _ => (false, default),
        };
        if (hash.Name is null)
        {
            return false;
        }

        try
        {
            if (isEcdsa)
            {
                using var key = by.GetECDsaPublicKey();
                return key is not null && key.VerifyData(signed, signature, hash, DSASignatureFormat.Rfc3279DerSequence);
            }

            using var rsa = by.GetRSAPublicKey();
            return rsa is not null && rsa.VerifyData(signed, signature, hash, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            return false; // a key or a signature that is none
        }
    }
}
