using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Csms.Engine.Tests.Support;

/// <summary>A certificate authority of a test's own: what an operator has who does not use ours.</summary>
internal sealed class TestCa : IDisposable
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1", ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    public TestCa(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        Root = request.CreateSelfSigned(_now.AddDays(-3), _now.AddDays(3));
    }

    public X509Certificate2 Root { get; }

    /// <summary>A root whose time was over yesterday.</summary>
    public static X509Certificate2 EndedRoot(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(-1));
    }

    /// <summary>A certificate for a station, valid now.</summary>
    public X509Certificate2 IssueStation(string id) => Issue(id, ClientUse, _now.AddDays(1));

    /// <summary>A certificate for a station that was valid until yesterday.</summary>
    public X509Certificate2 IssueExpired(string id) => Issue(id, ClientUse, _now.AddDays(-1));

    /// <summary>A certificate for a server on the loopback address.</summary>
    public X509Certificate2 IssueServer(string name = "127.0.0.1") => Issue(name, ServerUse, _now.AddDays(1));

    /// <summary>True when a server has shown a certificate of ours for the loopback address.</summary>
    public bool Trusts(X509Certificate? shown)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return shown is X509Certificate2 certificate && chain.Build(certificate) && certificate.MatchesHostname("127.0.0.1");
    }

    public void Dispose() => Root.Dispose();

    private X509Certificate2 Issue(string name, string use, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
        if (IPAddress.TryParse(name, out var address))
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(address);
            request.CertificateExtensions.Add(names.Build());
        }

        using var issued = request.Create(Root, _now.AddDays(-2), until, RandomNumberGenerator.GetBytes(8));
        using var withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable); // the TLS layer cannot take a key that is only in memory
    }
}
