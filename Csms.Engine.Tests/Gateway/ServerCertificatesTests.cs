using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Csms.Engine.Certificates;
using Csms.Engine.Gateway;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Gateway;

/// <summary>2.1 Part 2, A00.FR.318: suites of both families of keys. An RSA and an ECDSA certificate side by side, the operator's or ours; over real TLS.</summary>
public sealed class ServerCertificatesTests : IDisposable
{
    private const string ByCurve = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", ByRsa = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
    private readonly string _folder = Directory.CreateTempSubdirectory("csms-pair-").FullName;
    private readonly CertificateAuthority _ca = CertificateAuthority.Create(TimeProvider.System);

    public void Dispose()
    {
        _ca.Dispose();
        Directory.Delete(_folder, true);
    }

    /// <summary>The suites that a station knows, and the key of the certificate that it is shown; in the order of the standard's list, then what newer stations know.</summary>
    public static TheoryData<string, string, string> Stations => new()
    {
        { "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "EC P-256", "EC P-256" },
        { "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "EC P-256", "EC P-256" },
        { "TLS_RSA_WITH_AES_128_GCM_SHA256", "RSA 2048", "RSA 2048" },
        { "TLS_RSA_WITH_AES_256_GCM_SHA384", "RSA 2048", "RSA 2048" },
        { "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "RSA 2048", "RSA 2048" },
        { "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA TLS_RSA_WITH_AES_128_GCM_SHA256", "RSA 2048", "RSA 2048" }, // the platform serves nothing with SHA-1
        { $"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA {ByRsa}", "RSA 2048", "RSA 2048" },
        { $"{ByCurve} {ByRsa}", "EC P-256", "RSA 2048" }, // whoever takes both gets the first: ours begins with the curve, the operator's here with RSA
        { "", "EC P-256", "RSA 2048" }, // all that this machine knows, TLS 1.3 among it
    };

    [Theory]
    [MemberData(nameof(Stations))]
    public async Task Station_WithTheSuitesOfOneFamily_IsShownThatCertificate_AndTalks(string suites, string ofOurs, string ofTheOperator)
    {
        await using (var host = await HostAsync()) Assert.Equal(ofOurs, await TalkAsync(host, suites));
        await using (var host = await HostAsync(Pair())) Assert.Equal(ofTheOperator, await TalkAsync(host, suites));
    }

    [Fact]
    public async Task OneCertificate_OfTheOperator_ServesItsFamilyAlone()
    {
        var pair = Pair();
        await using var host = await HostAsync(pair[..2]);
        Assert.Equal("RSA 2048", await TalkAsync(host, "TLS_RSA_WITH_AES_128_GCM_SHA256"));
        await Assert.ThrowsAnyAsync<Exception>(() => TalkAsync(host, ByCurve));
        Assert.Equal("RSA 2048", await TalkAsync(host, $"{ByCurve} {ByRsa}"));
    }

    [Fact]
    public async Task PlainRsa_IsForStationsThatKnowNothingElse()
    {
        await using var host = await HostAsync(Pair());
        using var tls = await ShakeAsync(host, $"TLS_RSA_WITH_AES_128_GCM_SHA256 {ByRsa}");
        Assert.Equal(ByRsa, $"{tls.NegotiatedCipherSuite}");
    }

    [Fact]
    public async Task OfTwo_TheOneThatEndsFirst_IsTold()
    {
        var pair = Pair(secondDays: 3);
        await using var host = await HostAsync(pair);
        var served = host.Services.GetRequiredService<ServedCertificate>();
        Assert.Equal("EC P-256", served.Facts!.KeyKind);
        Assert.Equal(2, served.RootNames.Count);
    }

    [Fact]
    public void Options_OfTwoOfOneFamily_OrOfASecondAlone_AreRefused()
    {
        var pair = Pair();
        var (rsa, rsaKey, curve, curveKey) = (pair[0].Value, pair[1].Value, pair[2].Value, pair[3].Value);
        Assert.True(new TlsOptionsValidator().Validate(null, new TlsOptions { Certificate = rsa, Key = rsaKey, SecondCertificate = curve, SecondKey = curveKey }).Succeeded);
        Assert.Equal("Csms:Tls:Certificate and Csms:Tls:SecondCertificate: one must have an RSA key and the other one of a curve",
            new TlsOptionsValidator().Validate(null, new TlsOptions { Certificate = rsa, Key = rsaKey, SecondCertificate = rsa, SecondKey = rsaKey }).FailureMessage);
        Assert.Equal("Csms:Tls:SecondCertificate stands beside Csms:Tls:Certificate: set that one too",
            new TlsOptionsValidator().Validate(null, new TlsOptions { SecondCertificate = curve, SecondKey = curveKey }).FailureMessage);
        Assert.Equal("Csms:Tls:SecondCertificate and Csms:Tls:SecondKey belong together: set both or none",
            new TlsOptionsValidator().Validate(null, new TlsOptions { Certificate = rsa, Key = rsaKey, SecondCertificate = curve }).FailureMessage);
        Assert.Equal($"Csms:Tls:SecondCertificate: there is no certificate in '{curveKey}'",
            new TlsOptionsValidator().Validate(null, new TlsOptions { Certificate = rsa, Key = rsaKey, SecondCertificate = curveKey, SecondKey = curveKey }).FailureMessage);
    }

    /// <summary>Suites, versions, groups and signature algorithms of a hello; what it takes of RSA, P-256, P-384, and whether RSA only without a key exchange.</summary>
    [Theory]
    [InlineData("C02B", "", "0017", "0403", "P256", false)]
    [InlineData("C02B", "", null, null, "", false)] // says nothing of signatures, and SHA-1 then is all that it takes
    [InlineData("C02B", "", null, "0403", "P256 P384", false)] // says nothing of groups
    [InlineData("C02F 009C", "", null, null, "Rsa", true)]
    [InlineData("C013 C014 009C 009D", "", "0017", "0401", "Rsa", true)] // SHA-1 and ChaCha20 are not served
    [InlineData("C009 C00A CCA9 C02F", "", "0017", "0403 0401", "Rsa", false)]
    [InlineData("C02B", "", "0018", "0403 0503", "P384", false)] // a curve that it does not know
    [InlineData("C02B", "", "0017", "0401", "", false)] // the suite without a signature that fits
    [InlineData("C02F", "", "0017", "0401 0804", "Rsa", false)]
    [InlineData("009C", "", null, "0403", "Rsa", true)] // nothing is signed
    [InlineData("009D C02F", "", "0017", "0401", "Rsa", false)]
    [InlineData("C02B 009C", "", "0017", "0403 0401", "Rsa P256", true)]
    [InlineData("1301", "0304", "0017", "0403", "P256", false)] // TLS 1.3: the suite says nothing, the algorithm names the curve
    [InlineData("1301", "0304 0303", "0017", "0804", "Rsa", false)]
    [InlineData("1301", "0304", "0017", "0503 0401", "P384", false)] // PKCS #1 signs nothing in TLS 1.3
    [InlineData("1302 C02C", "0304 0303", "0017 0018", "0503 0805", "Rsa P384", false)] // TLS 1.3 does not fall back to 1.2, where P-256 would do
    [InlineData("C02C", "0304 0303", "0017 0018", "0503 0805", "P256 P384", false)] // but without its suites it is not spoken
    [InlineData("1301 C02F", "0304 0303", "0017", "0401", "", false, "Rsa")] // what is left is to offer 1.2 alone
    [InlineData("1301 C02B", "0303", "0017", "0804", "", false)] // 1.3's suites without its version
    public void Offer_IsReadFromTheHello(string suites, string versions, string? groups, string? signatures, string takes, bool plainRsa, string? by12 = null)
    {
        var hello = Hello(suites, versions, groups, signatures);
        var offer = ClientOffer.Read(hello)!;
        KeyFamily[] families = [KeyFamily.Rsa, KeyFamily.P256, KeyFamily.P384];
        Assert.Equal(takes, string.Join(' ', families.Where(offer.Takes)));
        Assert.Equal(plainRsa, offer.NeedsPlainRsa);
        if (by12 is not null) Assert.Equal(by12, string.Join(' ', families.Where(offer.TakesBy12)));
    }

    [Fact]
    public void Offer_OfAHelloThatEndsAnywhere_OrIsNone_IsNoFault()
    {
        var hello = Hello("C02B 009C", "0304 0303", "0017 0018", "0403 0804");
        for (var length = 0; length <= hello.Length; length++) _ = ClientOffer.Read(hello.AsSpan(0, length));
        var random = new Random(19);
        for (var round = 0; round < 5000; round++)
        {
            var damaged = hello.ToArray();
            for (var at = 0; at < 4; at++) damaged[random.Next(9, damaged.Length)] = (byte)random.Next(256);
            Assert.NotNull(ClientOffer.Read(damaged));
        }

        Assert.Null(ClientOffer.Read("GET / HTTP/1.1"u8));
    }

    /// <summary>A length beyond what a record may have is the sender's fault: no error of ours with a stack for each such connection, and others are served on.</summary>
    [Theory]
    [InlineData("160301FF0001")]
    [InlineData("16030180000100")]
    [InlineData("1603017FFF0100")]
    public async Task Record_WithAnImpossibleLength_EndsItsConnectionAlone(string hex)
    {
        await using var host = await HostAsync();
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(host.Secure.Host, host.Secure.Port);
            var stream = client.GetStream();
            await stream.WriteAsync(Convert.FromHexString(hex));
            var rest = new byte[256];
            try
            {
                while (await stream.ReadAsync(rest) > 0) continue; // an alert, perhaps, and the end
            }
            catch (IOException fault)
            {
                Assert.IsType<SocketException>(fault.InnerException); // a reset is an end too
            }
        }

        Assert.Equal("EC P-256", await TalkAsync(host, ByCurve));
        Assert.DoesNotContain(host.LogLines, line => line.Contains("exception", StringComparison.OrdinalIgnoreCase));
    }

    private static byte[] Hello(string suites, string versions, string? groups, string? signatures)
    {
        byte[] extensions =
        [
            0, 0, 0, 5, 0, 3, 0, 0, 0, // one that is of no use here
            .. groups is null ? [] : Extension(10, Prefixed(Bytes(groups), 2)),
            .. signatures is null ? [] : Extension(13, Prefixed(Bytes(signatures), 2)),
            .. versions.Length == 0 ? [] : Extension(43, Prefixed(Bytes(versions), 1)),
        ];
        byte[] body = [3, 3, .. new byte[32], 2, 1, 1, .. Prefixed(Bytes(suites), 2), 1, 0, .. Prefixed(extensions, 2)];
        return [22, 3, 1, .. Prefixed([1, 0, .. Prefixed(body, 2)], 2)];
    }

    private static byte[] Bytes(string words) => Convert.FromHexString(words.Replace(" ", "", StringComparison.Ordinal));

    private static byte[] Prefixed(byte[] bytes, int size) => size == 1 ? [(byte)bytes.Length, .. bytes] : [(byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];

    private static byte[] Extension(byte kind, byte[] body) => [0, kind, .. Prefixed(body, 2)];

    private Task<GatewayHost> HostAsync(params (string Key, string Value)[] more) =>
        GatewayHost.StartAsync(realTime: true, authority: _ca, settings: [("Csms:Tls:Url", "https://127.0.0.1:0"), .. more]);

    /// <summary>An operator's pair: RSA first.</summary>
    private (string Key, string Value)[] Pair(int secondDays = 30)
    {
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return
        [
            ("Csms:Tls:Certificate", Write("rsa.pem", SelfSigned(new CertificateRequest("CN=csms.example", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), 30))),
            ("Csms:Tls:Key", Write("rsa.key", rsa.ExportPkcs8PrivateKeyPem())),
            ("Csms:Tls:SecondCertificate", Write("curve.pem", SelfSigned(new CertificateRequest("CN=csms.example", curve, HashAlgorithmName.SHA256), secondDays))),
            ("Csms:Tls:SecondKey", Write("curve.key", curve.ExportPkcs8PrivateKeyPem())),
        ];
    }

    private static string SelfSigned(CertificateRequest request, int days)
    {
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(days));
        return certificate.ExportCertificatePem();
    }

    private string Write(string name, string pem)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, pem);
        return path;
    }

    /// <summary>The kind of the key of the certificate that is shown; the station's WebSocket is up then.</summary>
    private static async Task<string> TalkAsync(GatewayHost host, string suites)
    {
        using var tls = await ShakeAsync(host, suites);
        var kind = CertificateFacts.Of((X509Certificate2)tls.RemoteCertificate!).KeyKind;
        await tls.WriteAsync(Encoding.ASCII.GetBytes(
            "GET /ocpp/CS-1 HTTP/1.1\r\nHost: csms\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: ocpp2.0.1\r\n\r\n"));
        using var reader = new StreamReader(tls, Encoding.ASCII);
        Assert.Equal("HTTP/1.1 101 Switching Protocols", await reader.ReadLineAsync());
        return kind;
    }

    private static async Task<SslStream> ShakeAsync(GatewayHost host, string suites)
    {
        var client = new TcpClient();
        await client.ConnectAsync(host.Secure.Host, host.Secure.Port);
        var tls = new SslStream(client.GetStream());
        var options = new SslClientAuthenticationOptions { TargetHost = "csms.example", RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null };
        if (suites.Length > 0 && OperatingSystem.IsLinux())
        {
            options.EnabledSslProtocols = SslProtocols.Tls12;
            options.CipherSuitesPolicy = new CipherSuitesPolicy(suites.Split(' ').Select(Enum.Parse<TlsCipherSuite>));
        }

        try
        {
            await tls.AuthenticateAsClientAsync(options);
            return tls;
        }
        catch (Exception fault) when (fault is AuthenticationException or IOException)
        {
            await tls.DisposeAsync();
            throw;
        }
    }
}
