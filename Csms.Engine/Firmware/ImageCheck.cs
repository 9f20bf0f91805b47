using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Csms.Engine.Firmware;

/// <summary>What is said of an image before its content is read. Pure.</summary>
/// <param name="Name">File name.</param>
/// <param name="Version">Version.</param>
/// <param name="Vendor">Vendor; null: any.</param>
/// <param name="Model">Model; null: any.</param>
/// <param name="Certificate">PEM.</param>
/// <param name="Signature">Base64.</param>
public sealed record ImageCheck(string Name, string Version, string? Vendor, string? Model, string? Certificate, string? Signature)
{
    private const int LongestName = 100, LongestVersion = 50, LongestVendor = 50, LongestModel = 20, LongestCertificate = 5500, LongestSignature = 800;

    /// <summary>The first thing that is wrong; null: nothing.</summary>
    public ImageFault? Fault()
    {
        // It becomes part of an address and of a header; never of a path of ours.
        if (Name.Length is 0 or > LongestName || Name[0] == '.' || !Name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_')) return ImageFault.Name;
        if (string.IsNullOrWhiteSpace(Version) || Version.Length > LongestVersion || Version.Any(char.IsControl)) return ImageFault.Version;
        if (Vendor?.Length > LongestVendor || Model?.Length > LongestModel) return ImageFault.Scope;
        if (Certificate is not null && !IsCertificate(Certificate)) return ImageFault.Certificate;
        if (Certificate is null != Signature is null) return ImageFault.Signature;
        return Signature is not null && (Signature.Length > LongestSignature || !Convert.TryFromBase64String(Signature, new byte[Signature.Length], out _)) ? ImageFault.Signature : null;
    }

    private static bool IsCertificate(string pem)
    {
        if (pem.Length > LongestCertificate) return false;
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
