using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Csms.Engine.PlugAndCharge.Ocsp;

/// <summary>
/// Checks signatures of ECDSA and RSA (PKCS#1, and PSS with one hash throughout), which are those of V2G PKIs and of their responders. Those of EdDSA (Ed448 of ISO 15118-20, RFC 8410) have no
/// place in .NET 10: certificates are left to the platform's chain building, and responses and lists signed so are refused as not checked.
/// </summary>
internal static class Signatures
{
    private const string Pss = "1.2.840.113549.1.1.10", Mgf1 = "1.2.840.113549.1.1.8";

    /// <param name="by">Who is said to have signed.</param>
    /// <param name="algorithm">AlgorithmIdentifier, DER.</param>
    /// <param name="signed">What.</param>
    /// <param name="signature">The signature.</param>
    public static bool Holds(X509Certificate2 by, ReadOnlyMemory<byte> algorithm, ReadOnlySpan<byte> signed, byte[] signature) => Check(by, algorithm, signed, signature) == SignatureCheck.Holds;

    /// <inheritdoc cref="Holds"/>
    public static SignatureCheck Check(X509Certificate2 by, ReadOnlyMemory<byte> algorithm, ReadOnlySpan<byte> signed, byte[] signature)
    {
        try
        {
            var parts = new AsnReader(algorithm, AsnEncodingRules.DER).ReadSequence();
            var (ecdsa, hash, padding) = parts.ReadObjectIdentifier() switch
            {
                "1.2.840.10045.4.3.2" => (true, HashAlgorithmName.SHA256, null),
                "1.2.840.10045.4.3.3" => (true, HashAlgorithmName.SHA384, null),
                "1.2.840.10045.4.3.4" => (true, HashAlgorithmName.SHA512, null),
                "1.2.840.113549.1.1.11" => (false, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
                "1.2.840.113549.1.1.12" => (false, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
                "1.2.840.113549.1.1.13" => (false, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
                Pss => PssOf(parts),
                _ => (false, default(HashAlgorithmName), (RSASignaturePadding?)null),
            };
            if (ecdsa)
            {
                using var key = by.GetECDsaPublicKey();
                return key is not null && key.VerifyData(signed, signature, hash, DSASignatureFormat.Rfc3279DerSequence) ? SignatureCheck.Holds : SignatureCheck.Wrong;
            }

            if (padding is null)
            {
                return SignatureCheck.NotChecked;
            }

            using var rsa = RsaOf(by);
            return rsa is not null && rsa.VerifyData(signed, signature, hash, padding) ? SignatureCheck.Holds : SignatureCheck.Wrong;
        }
        catch (Exception exception) when (exception is CryptographicException or AsnContentException)
        {
            return SignatureCheck.Wrong; // a key, a signature or an algorithm that is none
        }
    }

    /// <summary>RSASSA-PSS-params (RFC 4055, 3.1): the same hash for the message and the mask and a salt as long as it, as every profile of it demands and .NET checks; SHA-1, its default, is not taken.</summary>
    private static (bool Ecdsa, HashAlgorithmName Hash, RSASignaturePadding? Padding) PssOf(AsnReader algorithm)
    {
        if (!algorithm.HasData) return default;
        var parameters = algorithm.ReadSequence();
        if (!Has(parameters, 0) || HashOf(parameters.ReadSequence(Tag(0)).ReadSequence()) is not { } hash) return default;
        if (!Has(parameters, 1)) return default;
        var mask = parameters.ReadSequence(Tag(1)).ReadSequence();
        if (mask.ReadObjectIdentifier() != Mgf1 || HashOf(mask.ReadSequence()) != hash) return default;
        return Has(parameters, 2) && parameters.ReadSequence(Tag(2)).TryReadInt32(out var salt) && salt == LengthOf(hash) ? (false, hash, RSASignaturePadding.Pss) : default;
    }

    private static int LengthOf(HashAlgorithmName hash) => hash == HashAlgorithmName.SHA256 ? 32 : hash == HashAlgorithmName.SHA384 ? 48 : 64;

    private static HashAlgorithmName? HashOf(AsnReader algorithm) => algorithm.ReadObjectIdentifier() switch
    {
        "2.16.840.1.101.3.4.2.1" => HashAlgorithmName.SHA256,
        "2.16.840.1.101.3.4.2.2" => HashAlgorithmName.SHA384,
        "2.16.840.1.101.3.4.2.3" => HashAlgorithmName.SHA512,
        _ => null,
    };

    /// <summary>A key for PSS alone carries its own OID, which the platform's reader of RSA keys passes over.</summary>
    private static RSA? RsaOf(X509Certificate2 certificate)
    {
        if (certificate.PublicKey.Oid.Value != Pss) return certificate.GetRSAPublicKey();
        var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(certificate.PublicKey.EncodedKeyValue.RawData, out _);
        return rsa;
    }

    private static bool Has(AsnReader reader, int number) => reader.HasData && reader.PeekTag().HasSameClassAndValue(Tag(number));

    private static Asn1Tag Tag(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);
}
