using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Units;

namespace Csms.Engine.Gateway;

/// <summary>The certificate that stations see at the TLS endpoint.</summary>
public sealed class ServedCertificate
{
    private volatile Served? _served;

    /// <summary>What it says; null while there is no TLS endpoint.</summary>
    public CertificateFacts? Facts => _served?.Facts;

    /// <summary>Distinguished name, DER, of the root that it leads to: who signed the last certificate of its chain. Null while there is no TLS endpoint.</summary>
    public ReadOnlyMemory<byte>? RootName => _served?.RootName;

    /// <param name="leaf">The server's own.</param>
    /// <param name="last">The last one that is sent with it; itself when it goes alone.</param>
    internal void Set(X509Certificate2 leaf, X509Certificate2 last) => _served = new Served(CertificateFacts.Of(leaf), last.IssuerName.RawData);

    private sealed record Served(CertificateFacts Facts, byte[] RootName);
}
