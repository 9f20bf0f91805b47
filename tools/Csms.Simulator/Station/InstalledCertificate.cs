using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Csms.Simulator.Station;

/// <summary>A root certificate in the store, known by the hashes OCPP uses (RFC 6960 style).</summary>
internal sealed record InstalledCertificate(string Use, string IssuerNameHash, string IssuerKeyHash, string SerialNumber, string Pem)
{
    public static InstalledCertificate? TryRead(string use, string pem)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            var name = Convert.ToHexStringLower(SHA256.HashData(certificate.IssuerName.RawData));
            var key = Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.EncodedKeyValue.RawData));
            // Without leading zeroes, as the data type asks.
            return new InstalledCertificate(use, name, key, certificate.SerialNumber.TrimStart('0').ToLowerInvariant(), pem);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
