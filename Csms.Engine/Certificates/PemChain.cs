using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Csms.Engine.Certificates;

/// <summary>Reading PEM that comes from outside: certificates only, not too many and not too long. Pure.</summary>
public static class PemChain
{
    /// <summary>Most letters that OCPP carries in a certificate or a chain (2.1 InstallCertificateRequest, CertificateSignedRequest); 2.0.1 takes 5500 in the first.</summary>
    public const int LongestText = 10_000;

    /// <summary>Most certificates of one chain: more than any PKI of charging has.</summary>
    public const int MostCertificates = 10;

    private const string Label = "CERTIFICATE";

    /// <summary>
    /// Reads every certificate of a text in its order. A private key in the text makes it no chain: whoever pasted it meant something else. Text between the
    /// blocks (as openssl writes it) is passed over.
    /// </summary>
    /// <param name="text">PEM.</param>
    /// <param name="longest">Most letters.</param>
    /// <param name="most">Most certificates.</param>
    /// <returns>The certificates, at least one, which the caller disposes of; or null and what is wrong.</returns>
    public static (IReadOnlyList<X509Certificate2>? Certificates, PemFault? Fault) Read(string? text, int longest = LongestText, int most = MostCertificates)
    {
        if (string.IsNullOrWhiteSpace(text)) return (null, PemFault.Empty);
        if (text.Length > longest) return (null, PemFault.TooLong);
        var found = new List<X509Certificate2>();
        var fault = ReadInto(found, text, most);
        if (fault is null) return (found, null);
        foreach (var certificate in found) certificate.Dispose();
        return (null, fault);
    }

    /// <summary>The certificates as PEM, in their order, ended by a line feed.</summary>
    public static string Write(IEnumerable<X509Certificate2> certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        var text = new StringBuilder();
        foreach (var certificate in certificates) text.Append(certificate.ExportCertificatePem()).Append('\n');
        return text.ToString();
    }

    private static PemFault? ReadInto(List<X509Certificate2> found, ReadOnlySpan<char> rest, int most)
    {
        while (PemEncoding.TryFind(rest, out var fields))
        {
            var label = rest[fields.Label];
            if (label.EndsWith("PRIVATE KEY", StringComparison.Ordinal)) return PemFault.PrivateKey;
            if (!label.SequenceEqual(Label)) return PemFault.NoCertificate;
            if (found.Count == most) return PemFault.TooMany;
            try
            {
                found.Add(X509CertificateLoader.LoadCertificate(Convert.FromBase64String(rest[fields.Base64Data].ToString())));
            }
            catch (CryptographicException)
            {
                return PemFault.NoCertificate;
            }

            rest = rest[fields.Location.End..];
        }

        // A last block that was cut off would else be lost in silence.
        return found.Count == 0 || rest.Contains("-----BEGIN", StringComparison.Ordinal) ? PemFault.NoCertificate : null;
    }
}
