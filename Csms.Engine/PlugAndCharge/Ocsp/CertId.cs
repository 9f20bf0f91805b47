using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Events;

namespace Csms.Engine.PlugAndCharge.Ocsp;

/// <summary>A certificate as OCSP names it (RFC 6960, 4.1.1). Values of a fixed form: equal ids are the same certificate.</summary>
/// <param name="Algorithm">SHA256, SHA384 or SHA512.</param>
/// <param name="NameHash">Hex in capitals.</param>
/// <param name="KeyHash">Hex in capitals.</param>
/// <param name="Serial">Serial number.</param>
internal sealed record CertId(string Algorithm, string NameHash, string KeyHash, BigInteger Serial)
{
    /// <summary>From a station's words; null when they are no hex of the right length.</summary>
    public static CertId? Of(CertificateQuery query)
    {
        var letters = LengthOf(query.HashAlgorithm) * 2;
        return letters > 0 && IsHex(query.IssuerNameHash, letters) && IsHex(query.IssuerKeyHash, letters)
            && query.SerialNumber.Length is > 0 and <= 40 && query.SerialNumber.All(char.IsAsciiHexDigit)
            ? new CertId(query.HashAlgorithm, query.IssuerNameHash.ToUpperInvariant(), query.IssuerKeyHash.ToUpperInvariant(), BigInteger.Parse("0" + query.SerialNumber, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>Of a certificate whose issuer is known.</summary>
    public static CertId Of(X509Certificate2 certificate, X509Certificate2 issuer, string algorithm) => new(
        algorithm,
        Convert.ToHexString(Hash(algorithm, issuer.SubjectName.RawData)),
        Convert.ToHexString(Hash(algorithm, issuer.PublicKey.EncodedKeyValue.RawData)),
        new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true));

    /// <summary>Whether a certificate is the issuer that is meant.</summary>
    public bool IsIssuedBy(X509Certificate2 issuer) =>
        Convert.ToHexString(Hash(Algorithm, issuer.SubjectName.RawData)) == NameHash && Convert.ToHexString(Hash(Algorithm, issuer.PublicKey.EncodedKeyValue.RawData)) == KeyHash;

    public void WriteTo(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oid(Algorithm));
                writer.WriteNull();
            }

            writer.WriteOctetString(Convert.FromHexString(NameHash));
            writer.WriteOctetString(Convert.FromHexString(KeyHash));
            writer.WriteInteger(Serial);
        }
    }

    /// <exception cref="AsnContentException">It is none.</exception>
    public static CertId Read(AsnReader reader)
    {
        var id = reader.ReadSequence();
        var algorithm = id.ReadSequence().ReadObjectIdentifier();
        var name = Convert.ToHexString(id.ReadOctetString());
        var key = Convert.ToHexString(id.ReadOctetString());
        return new CertId(NameOf(algorithm) ?? algorithm, name, key, id.ReadInteger());
    }

    private static bool IsHex(string text, int letters) => text.Length == letters && text.All(char.IsAsciiHexDigit);

    private static int LengthOf(string algorithm) => algorithm switch { "SHA256" => 32, "SHA384" => 48, "SHA512" => 64, _ => 0 };

    private static byte[] Hash(string algorithm, byte[] data) => algorithm switch
    {
        "SHA256" => SHA256.HashData(data),
        "SHA384" => SHA384.HashData(data),
        "SHA512" => SHA512.HashData(data),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "no hash of OCPP"),
    };

    private static string Oid(string algorithm) => algorithm switch
    {
        "SHA256" => "2.16.840.1.101.3.4.2.1",
        "SHA384" => "2.16.840.1.101.3.4.2.2",
        "SHA512" => "2.16.840.1.101.3.4.2.3",
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "no hash of OCPP"),
    };

    private static string? NameOf(string oid) => oid switch
    {
        "2.16.840.1.101.3.4.2.1" => "SHA256",
        "2.16.840.1.101.3.4.2.2" => "SHA384",
        "2.16.840.1.101.3.4.2.3" => "SHA512",
        _ => null,
    };
}
