using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Csms.Engine.Gateway;

/// <summary>
/// Our own certificate authority for stations: an ECDSA P-256 root kept in the data folder, which issues the server certificate when none is
/// configured, and client certificates of stations. Created at first use; the key file is readable by the owner only.
/// </summary>
internal sealed class StationCa
{
    private const int RootYears = 20;
    private static readonly TimeSpan ServerLifetime = TimeSpan.FromDays(397);
    private static readonly TimeSpan StationLifetime = TimeSpan.FromDays(2 * 365);

    private readonly TimeProvider _time;

    private StationCa(X509Certificate2 root, TimeProvider time)
    {
        Root = root;
        _time = time;
    }

    /// <summary>The root, with its key.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>Reads the CA from the folder, or makes one.</summary>
    /// <exception cref="CryptographicException">The files are there but are no certificate and key.</exception>
    public static StationCa Open(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        var certificate = Path.Combine(folder, "station-ca.pem");
        var key = Path.Combine(folder, "station-ca.key");
        if (!File.Exists(certificate) || !File.Exists(key))
        {
            Create(certificate, key, time);
        }

        return new StationCa(X509Certificate2.CreateFromPemFile(certificate, key), time);
    }

    /// <summary>Issues a server certificate for host names and addresses; the first is its CN (A00.FR.314: the CN is the FQDN).</summary>
    public X509Certificate2 IssueServer(IReadOnlyList<string> names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        var request = Request(Name(names[0], null), key, serverUse: true);
        request.CertificateExtensions.Add(alternatives.Build());
        using var issued = Sign(request, ServerLifetime);
        return issued.CopyWithPrivateKey(key);
    }

    /// <summary>Issues a client certificate for a station's own key; CN = the station's identity (A00.FR.405).</summary>
    public X509Certificate2 IssueStation(string commonName, ECDsa key) => Sign(Request(Name(commonName, "Csms"), key, serverUse: false), StationLifetime);

    private static X500DistinguishedName Name(string commonName, string? organization)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(commonName);
        if (organization is not null)
        {
            name.AddOrganizationName(organization);
        }

        return name.Build();
    }

    private static CertificateRequest Request(X500DistinguishedName subject, ECDsa key, bool serverUse)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyAgreement, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(serverUse ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2")], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private X509Certificate2 Sign(CertificateRequest request, TimeSpan lifetime)
    {
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Root, true, false));
        var now = _time.GetUtcNow();
        var notAfter = now + lifetime < Root.NotAfter ? now + lifetime : Root.NotAfter;
        return request.Create(Root, now.AddHours(-1), notAfter, SerialNumber());
    }

    private static void Create(string certificateFile, string keyFile, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name("Csms station root " + Convert.ToHexString(SerialNumber().AsSpan(0, 4)), "Csms"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 1, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = time.GetUtcNow();
        using var root = request.CreateSelfSigned(now.AddHours(-1), now.AddYears(RootYears));

        // The key first: a certificate without its key would look like a finished CA.
        Write(keyFile, key.ExportPkcs8PrivateKeyPem(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Write(certificateFile, root.ExportCertificatePem(), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    private static void Write(string path, string text, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }

    private static byte[] SerialNumber()
    {
        var number = RandomNumberGenerator.GetBytes(16);
        number[0] = (byte)((number[0] & 0x7F) | 0x40);
        return number;
    }
}
