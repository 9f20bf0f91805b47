using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Units;

namespace Csms.Engine.Certificates;

/// <summary>A station's PKCS #10 request, checked. Pure.</summary>
/// <param name="Subject">Whose; its only common name is one of those that the station may carry.</param>
/// <param name="Key">The station's public key.</param>
internal sealed record SigningRequest(X500DistinguishedName Subject, PublicKey Key)
{
    private const string CommonName = "2.5.4.3";
    private const int SmallestRsa = 2048, LargestRsa = 8192;
    private static readonly string[] _curves = ["EC P-256", "EC P-384", "EC P-521"];

    /// <summary>Reads and checks a request (2.1 A02.FR.06: the CSMS validates it; A00.FR.505 and 506: keys of 112 bits of security at least).</summary>
    /// <param name="csr">PEM.</param>
    /// <param name="names">Common names that the sender may carry (<see cref="CertificateNames"/>).</param>
    public static (SigningRequest? Request, SigningFault? Fault) Read(string csr, IReadOnlyList<string> names)
    {
        CertificateRequest request;
        try
        {
            request = CertificateRequest.LoadSigningRequestPem(csr, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.SkipSignatureValidation, RSASignaturePadding.Pkcs1);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return (null, SigningFault.Unreadable);
        }

        if (!IsStrong(request.PublicKey)) return (null, SigningFault.WeakKey);
        try
        {
            CertificateRequest.LoadSigningRequestPem(csr, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.Default, RSASignaturePadding.Pkcs1);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or NotSupportedException)
        {
            return (null, SigningFault.WrongSignature);
        }

        return NameOf(request.SubjectName) is { } name && names.Contains(name) ? (new SigningRequest(request.SubjectName, request.PublicKey), null) : (null, SigningFault.WrongName);
    }

    /// <summary>The common name; null where there is none, or more than one: then it is nobody's for certain.</summary>
    public static string? NameOf(X500DistinguishedName subject)
    {
        string? name = null;
        foreach (var part in subject.EnumerateRelativeDistinguishedNames())
        {
            if (part.HasMultipleElements || part.GetSingleElementType().Value != CommonName) continue;
            if (name is not null) return null;
            name = part.GetSingleElementValue();
        }

        return name;
    }

    private static bool IsStrong(PublicKey key)
    {
        try
        {
            using var rsa = key.GetRSAPublicKey();
            return rsa is not null ? rsa.KeySize is >= SmallestRsa and <= LargestRsa : _curves.Contains(CertificateFacts.KeyOf(key));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
