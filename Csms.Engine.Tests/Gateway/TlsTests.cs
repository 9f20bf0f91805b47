using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Certificates;
using Csms.Engine.Gateway;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Gateway;

/// <summary>Security profiles 2 and 3 over real TLS, with our own CA.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csms-tls-").FullName;
    private GatewayHost _host = null!;
    private readonly CertificateAuthority _ca = CertificateAuthority.Create(TimeProvider.System);

    public async Task InitializeAsync()
    {
        _host = await GatewayHost.StartAsync(realTime: true, authority: _ca, settings: [("Csms:Tls:Url", "https://127.0.0.1:0")]);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _ca.Dispose();
        Directory.Delete(_folder, true);
    }

    [Fact]
    public async Task Profile2_BasicOverTls_ServerCertificateLeadsToOurRoot()
    {
        await using var station = await ConnectAsync("CS-1", password: "secret");
        Assert.StartsWith("[3,", await station.AskAsync("""[2,"1","Heartbeat",{}]"""), StringComparison.Ordinal);
        Assert.Equal(2, _host.Inbox("CS-1").Link.SecurityProfile);
        Assert.True(_host.Handshakes.Single().Secure);
        Assert.Null(_host.Handshakes.Single().ClientCertificate);
    }

    [Fact]
    public async Task Profile3_ClientCertificateOfOurCa_ReachesTheAdmission()
    {
        using var certificate = Issue("CS-1");
        await using var station = await ConnectAsync("CS-1", certificate);
        Assert.StartsWith("[3,", await station.AskAsync("""[2,"1","Heartbeat",{}]"""), StringComparison.Ordinal);
        Assert.Equal(3, _host.Inbox("CS-1").Link.SecurityProfile);
        Assert.Equal("CS-1", _host.Handshakes.Single().ClientCertificate!.GetNameInfo(X509NameType.SimpleName, false));
    }

    [Theory]
    [InlineData("stranger")]
    [InlineData("expired")]
    [InlineData("server")]
    public async Task Profile3_CertificateNotToBeTrusted_RefusedInTheTlsHandshake(string kind)
    {
        using var certificate = kind switch
        {
            "stranger" => SelfSigned("CS-1"),
            "expired" => Expired("CS-1"),
            _ => _ca.IssueServer(["CS-1"]),
        };
        using var usable = Usable(certificate);
        await Assert.ThrowsAnyAsync<WebSocketException>(() => ConnectAsync("CS-1", usable));
        await Eventually.TrueAsync(() => _host.LogLines.Any(x => x.StartsWith("InvalidChargingStationCertificate: client certificate CN=CS-1", StringComparison.Ordinal)), "logged");
        Assert.Empty(_host.Handshakes);
    }

    [Theory]
    [InlineData(1, 21, 70)] // TLS 1.0: an alert, protocol_version
    [InlineData(2, 21, 70)] // TLS 1.1
    [InlineData(3, 22, 2)] // TLS 1.2: a handshake message, ServerHello
    public async Task Contract28_NothingBelowTls12_IsSpoken(byte minor, byte expectedType, byte expectedWord)
    {
        // By hand: the TLS of this machine may not want to offer the old versions itself.
        byte[] extensions =
        [
            0, 10, 0, 4, 0, 2, 0, 23, // groups: secp256r1
            0, 11, 0, 2, 1, 0, // points: uncompressed
            0, 13, 0, 6, 0, 4, 4, 3, 5, 3, // signatures: ECDSA with SHA-256, with SHA-384
        ];
        byte[] suites = [0xc0, 0x2b, 0xc0, 0x2c, 0xc0, 0x09, 0xc0, 0x0a]; // ECDHE-ECDSA with AES: GCM for 1.2, CBC for all
        byte[] body = [3, minor, .. new byte[32], 0, 0, (byte)suites.Length, .. suites, 1, 0, 0, (byte)extensions.Length, .. extensions];
        byte[] record = [22, 3, 1, 0, (byte)(body.Length + 4), 1, 0, 0, (byte)body.Length, .. body];
        using var client = new TcpClient();
        await client.ConnectAsync(_host.Secure.Host, _host.Secure.Port);
        await client.GetStream().WriteAsync(record);

        var answer = new byte[7]; // type, version, length; then the level and the word of an alert, or the kind of a handshake message
        await client.GetStream().ReadExactlyAsync(answer);
        Assert.Equal((expectedType, expectedWord), (answer[0], expectedType == 21 ? answer[6] : answer[5]));
    }

    [Fact]
    public async Task PlainAddress_BesideTheTlsOne_StaysOpen()
    {
        await using var station = await FakeStation.ConnectAsync(_host.Plain, "CS-1");
        Assert.StartsWith("[3,", await station.AskAsync("""[2,"1","Heartbeat",{}]"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_OfTheOperator_IsServedWithItsChain()
    {
        using var own = _ca.IssueServer(["csms.example", "127.0.0.1"]);
        var certificate = Path.Combine(_folder, "own.pem");
        var key = Path.Combine(_folder, "own.key");
        await File.WriteAllTextAsync(certificate, own.ExportCertificatePem() + "\n" + _ca.Root.ExportCertificatePem());
        await File.WriteAllTextAsync(key, own.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        await using var host = await GatewayHost.StartAsync(
            realTime: true,
            authority: _ca,
            settings: [("Csms:Tls:Url", "https://127.0.0.1:0"), ("Csms:Tls:Certificate", certificate), ("Csms:Tls:Key", key)]);
        string? served = null;
        await using var station = await FakeStation.ConnectAsync(host.Secure, "CS-1", configure: x => x.RemoteCertificateValidationCallback = (_, seen, _, _) =>
        {
            served = seen!.GetCertHashString();
            return served == own.GetCertHashString();
        });
        Assert.Equal(own.Thumbprint, served);
    }

    [Fact]
    public async Task OwnCertificate_WithAThirdOfItsLifeLeft_IsRenewedWithoutARestart()
    {
        var clock = new ManualTimeProvider();
        using var ca = CertificateAuthority.Create(clock);
        await using var host = await GatewayHost.StartAsync(authority: ca, settings: [("Csms:Tls:Url", "https://127.0.0.1:0")]);
        var (first, served) = (await ShownAsync(host), host.Services.GetRequiredService<ServedCertificate>());
        Assert.Equal(first, served.Facts!.Fingerprint);
        Turn(260); // of 397 days
        Assert.Equal(first, await ShownAsync(host));
        Turn(10);
        await Eventually.TrueAsync(() => served.Facts.Fingerprint != first, "the certificate is renewed");
        Assert.Equal(served.Facts.Fingerprint, await ShownAsync(host));
        Assert.Contains(host.LogLines, line => line.StartsWith("The server certificate of the TLS endpoint is renewed", StringComparison.Ordinal));

        void Turn(int days)
        {
            clock.Advance(TimeSpan.FromDays(days));
            host.Time.Advance(TimeSpan.FromDays(days));
        }
    }

    [Theory]
    [InlineData("Csms:Tls:Url", "http://x:1", "Csms:Tls:Url must start with https://")]
    [InlineData("Csms:Tls:Certificate", "/nowhere.pem", "Csms:Tls:Certificate and Csms:Tls:Key belong together: set both or none; Csms:Tls:Certificate: there is no file '/nowhere.pem'")]
    public void Options_Faulty_AllFaultsNamed(string key, string value, string expected)
    {
        var options = new TlsOptions { Url = key.EndsWith("Url", StringComparison.Ordinal) ? value : "", Certificate = key.EndsWith("Certificate", StringComparison.Ordinal) ? value : "" };
        Assert.Equal(expected, new TlsOptionsValidator().Validate(null, options).FailureMessage);
    }

    private static async Task<string> ShownAsync(GatewayHost host)
    {
        string? shown = null;
        using var client = new TcpClient();
        await client.ConnectAsync(host.Secure.Host, host.Secure.Port);
        await using var tls = new SslStream(client.GetStream(), false, (_, seen, _, _) => (shown = CertificateFacts.Of((X509Certificate2)seen!).Fingerprint) is not null);
        await tls.AuthenticateAsClientAsync("127.0.0.1");
        return shown!;
    }

    private Task<FakeStation> ConnectAsync(string id, X509Certificate2? certificate = null, string? password = null) => FakeStation.ConnectAsync(_host.Secure, id, "ocpp2.0.1", password, x =>
    {
        if (certificate is not null)
        {
            x.ClientCertificates.Add(certificate);
        }

        x.RemoteCertificateValidationCallback = (_, seen, _, _) =>
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(_ca.Root);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            return chain.Build((X509Certificate2)seen!) && ((X509Certificate2)seen!).MatchesHostname("127.0.0.1");
        };
    });

    private X509Certificate2 Issue(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = _ca.IssueStation(new X500DistinguishedName($"CN={name}"), new PublicKey(key), false, TimeSpan.FromDays(10));
        return Usable(issued.CopyWithPrivateKey(key));
    }

    private X509Certificate2 Expired(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var end = DateTimeOffset.UtcNow.AddDays(-1);
        using var root = X509Certificate2.CreateFromPem(_ca.Root.ExportCertificatePem(), _ca.ExportKey());
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var expired = request.Create(root.SubjectName, X509SignatureGenerator.CreateForECDsa(root.GetECDsaPrivateKey()!), end.AddDays(-1), end, [1, 2, 3]);
        return Usable(expired.CopyWithPrivateKey(key));
    }

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        return Usable(new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1)));
    }

    /// <summary>A client certificate needs its key in a form that the TLS layer can take.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate) => X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
}
