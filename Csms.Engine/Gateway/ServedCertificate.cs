using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Units;

namespace Csms.Engine.Gateway;

/// <summary>The certificate that stations see at the TLS endpoint; there may be one of each family.</summary>
public sealed class ServedCertificate
{
    private volatile Served? _served;

    /// <summary>What it says, of two the one that ends first; null while there is no TLS endpoint.</summary>
    public CertificateFacts? Facts => _served?.Facts;

    /// <summary>Distinguished names, DER, of the roots that they lead to: who signed the last certificate of each chain. None while there is no TLS endpoint.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> RootNames => _served?.RootNames ?? [];

    /// <param name="chains">Each certificate of ours, with the last one that is sent with it; itself when it goes alone.</param>
    internal void Set(IReadOnlyList<(X509Certificate2 Leaf, X509Certificate2 Last)> chains) => _served = new Served(
        chains.Select(each => CertificateFacts.Of(each.Leaf)).MinBy(each => each.NotAfter)!, [.. chains.Select(each => (ReadOnlyMemory<byte>)each.Last.IssuerName.RawData)]);

    private sealed record Served(CertificateFacts Facts, IReadOnlyList<ReadOnlyMemory<byte>> RootNames);
}
