using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Gateway;

namespace Csms.Engine.Certificates;

/// <summary>
/// A certificate authority of our own: an ECDSA P-256 root that issues the server certificate when none is configured, and certificates of stations.
/// </summary>
internal sealed class CertificateAuthority : ITlsAuthority, IDisposable
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1", ClientUse = "1.3.6.1.5.5.7.3.2";
    private const int RootYears = 20;
    private const int RsaBits = 2048; // the least that OCPP takes (A00.FR.505): a controller in a station has to reckon with it
    private static readonly TimeSpan ServerLifetime = TimeSpan.FromDays(397);

    private readonly ECDsa _key;
    private readonly TimeProvider _time;

    private CertificateAuthority(X509Certificate2 root, ECDsa key, TimeProvider time) => (Root, _key, _time) = (root, key, time);

    public X509Certificate2 Root { get; }

    /// <summary>Takes up one that exists.</summary>
    /// <exception cref="CryptographicException">They are no certificate and key, or do not belong together.</exception>
    public static CertificateAuthority Of(string certificatePem, string keyPem, TimeProvider time)
    {
        using var both = X509Certificate2.CreateFromPem(certificatePem, keyPem);
        var key = both.GetECDsaPrivateKey() ?? throw new CryptographicException("The key of the authority is no ECDSA key.");
        return new CertificateAuthority(X509CertificateLoader.LoadCertificate(both.RawDataMemory.Span), key, time);
    }

    /// <summary>Makes a new one.</summary>
    public static CertificateAuthority Create(TimeProvider time)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name("Csms station root " + Convert.ToHexString(SerialNumber().AsSpan(0, 4)), "Csms"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 1, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = time.GetUtcNow();
        using var root = request.CreateSelfSigned(now.AddHours(-1), now.AddYears(RootYears));
        return new CertificateAuthority(X509CertificateLoader.LoadCertificate(root.RawDataMemory.Span), key, time);
    }

    /// <summary>The private key, PKCS #8 PEM: only ever to be sealed.</summary>
    public string ExportKey() => _key.ExportPkcs8PrivateKeyPem();

    public X509Certificate2 IssueServer(IReadOnlyList<string> names, bool withRsa = false)
    {
        if (withRsa)
        {
            using var key = RSA.Create(RsaBits);
            using var issued = IssueServer(names, new PublicKey(key));
            return issued.CopyWithPrivateKey(key);
        }
        else
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var issued = IssueServer(names, new PublicKey(key));
            return issued.CopyWithPrivateKey(key);
        }
    }

    /// <summary>Issues a certificate for a station's own key. The key usages of a client; of a server for the one that it shows to cars.</summary>
    /// <param name="subject">Whose: CN = the station's identity (A00.FR.405).</param>
    /// <param name="key">The station's public key.</param>
    /// <param name="towardsCars">It is shown to cars (V2GCertificate), not to us.</param>
    /// <param name="lifetime">How long it is valid; never longer than the root.</param>
    public X509Certificate2 IssueStation(X500DistinguishedName subject, PublicKey key, bool towardsCars, TimeSpan lifetime) =>
        Sign(Request(subject, key, towardsCars ? ServerUse : ClientUse), lifetime);

    public void Dispose()
    {
        Root.Dispose();
        _key.Dispose();
    }

    private X509Certificate2 IssueServer(IReadOnlyList<string> names, PublicKey key)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address)) alternatives.AddIpAddress(address);
            else alternatives.AddDnsName(name);
        }

        var request = Request(Name(names[0], null), key, ServerUse);
        request.CertificateExtensions.Add(alternatives.Build());
        return Sign(request, ServerLifetime);
    }

    private static X500DistinguishedName Name(string commonName, string? organization)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(commonName);
        if (organization is not null) name.AddOrganizationName(organization);
        return name.Build();
    }

    private static CertificateRequest Request(X500DistinguishedName subject, PublicKey key, string use)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var isCurve = key.Oid.Value == "1.2.840.10045.2.1";
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | (isCurve ? X509KeyUsageFlags.KeyAgreement : X509KeyUsageFlags.KeyEncipherment), true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static byte[] SerialNumber()
    {
        var number = RandomNumberGenerator.GetBytes(16);
        number[0] = (byte)((number[0] & 0x7F) | 0x40);
        return number;
    }

    private X509Certificate2 Sign(CertificateRequest request, TimeSpan lifetime)
    {
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Root, true, false));
        var now = _time.GetUtcNow();
        var rootEnds = new DateTimeOffset(Root.NotAfter.ToUniversalTime(), TimeSpan.Zero);
        var notAfter = now + lifetime < rootEnds ? now + lifetime : rootEnds;
        return request.Create(Root.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), now.AddHours(-1), notAfter, SerialNumber());
    }
}
