using Csms.Engine.Certificates;

namespace Csms.Console.Api.Certificates;

/// <summary>How OCPP names a certificate (CertificateHashDataType).</summary>
/// <param name="HashAlgorithm">SHA256, SHA384 or SHA512.</param>
/// <param name="IssuerNameHash">Of the issuer's distinguished name, hex.</param>
/// <param name="IssuerKeyHash">Of the issuer's public key, hex.</param>
/// <param name="SerialNumber">Hex, without leading zeroes.</param>
internal sealed record HashView(string HashAlgorithm, string IssuerNameHash, string IssuerKeyHash, string SerialNumber)
{
    public static HashView Of(CertificateHash hash) => new(hash.HashAlgorithm, hash.IssuerNameHash, hash.IssuerKeyHash, hash.SerialNumber);
}
