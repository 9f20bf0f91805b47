using System.Buffers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;

namespace Csms.Engine.Gateway;

/// <summary>
/// The certificates of the TLS endpoint, one or two (an RSA one beside one of a curve, A00.FR.318), and which of them a connection is shown: the first that its
/// ClientHello can take. The platform shows one certificate a connection and tells nothing of the suites that are offered, so the hello is read before it.
/// </summary>
internal sealed class ServerCertificates
{
    private static readonly object OfferKey = new();

    // The standard still wants them for stations that know nothing else; without forward secrecy they are for those alone.
    private static readonly CipherSuitesPolicy? PlainRsa = OperatingSystem.IsLinux()
        ? new CipherSuitesPolicy([TlsCipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384, TlsCipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256])
        : null; // elsewhere the operating system alone decides

    private volatile Served[] _served = [];

    /// <summary>Takes what is served from now on; the first is the one for whoever takes both.</summary>
    public void Set(IEnumerable<SslStreamCertificateContext> certificates) => _served = [.. certificates.Select(each => new Served(FamilyOf(each.TargetCertificate), each))];

    /// <summary>Notes what a connection offers; comes before <see cref="Choose"/>.</summary>
    public static void Note(ConnectionContext connection, ReadOnlySequence<byte> hello)
    {
        var length = (int)hello.Length; // a record: at most 16 KiB
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            hello.CopyTo(bytes);
            connection.Items[OfferKey] = ClientOffer.Read(bytes.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Picks the certificate, and for a station that knows nothing else the suites, of a connection. Where none fits the first is shown, and TLS refuses.</summary>
    public void Choose(ConnectionContext connection, SslServerAuthenticationOptions handshake)
    {
        connection.Items.Remove(OfferKey, out var noted);
        var offer = noted as ClientOffer;
        var served = _served;
        var fits = served.FirstOrDefault(each => offer?.Takes(each.Family) ?? true);
        var chosen = fits ?? served.FirstOrDefault(each => offer?.TakesBy12(each.Family) ?? true) ?? served[0];
        handshake.ServerCertificateContext = chosen.Context;
        if (fits is null) handshake.EnabledSslProtocols = SslProtocols.Tls12; // it knows TLS 1.3, and none of the algorithms by which we could sign there
        if (chosen.Family == KeyFamily.Rsa && offer is { NeedsPlainRsa: true } && PlainRsa is not null)
        {
            handshake.CipherSuitesPolicy = PlainRsa;
            handshake.EnabledSslProtocols = SslProtocols.Tls12;
        }
    }

    /// <summary>Whose key it is.</summary>
    public static KeyFamily FamilyOf(X509Certificate2 certificate)
    {
        using var curve = certificate.GetECDsaPublicKey();
        return curve?.KeySize switch
        {
            null => KeyFamily.Rsa,
            521 => KeyFamily.P521,
            384 => KeyFamily.P384,
            _ => KeyFamily.P256,
        };
    }

    private sealed record Served(KeyFamily Family, SslStreamCertificateContext Context);
}
