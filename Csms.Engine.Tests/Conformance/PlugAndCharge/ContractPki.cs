using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Csms.Engine.Certificates;

namespace Csms.Engine.Tests.Conformance.PlugAndCharge;

/// <summary>A mobility operator's PKI of ISO 15118 made in code: root, two sub CAs, contracts, and the responder that the lower CA has made its own.</summary>
internal sealed class ContractPki : IDisposable
{
    private const string OcspSigning = "1.3.6.1.5.5.7.3.9";

    private readonly List<X509Certificate2> _made = [];
    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    public ContractPki(string name = "Test")
    {
        V2GRoot = Ca($"{name} V2G Root", null);
        MoRoot = Ca($"{name} MO Root", null);
        Sub1 = Ca($"{name} MO Sub 1", MoRoot);
        Sub2 = Ca($"{name} MO Sub 2", Sub1);
        Responder = Issue($"{name} OCSP", Sub2, _now.AddDays(1), null, OcspSigning);
        Impostor = Issue($"{name} no OCSP", Sub2, _now.AddDays(1), null);
    }

    public X509Certificate2 V2GRoot { get; }

    public X509Certificate2 MoRoot { get; }

    public X509Certificate2 Sub1 { get; }

    public X509Certificate2 Sub2 { get; }

    /// <summary>May answer for the lower CA.</summary>
    public X509Certificate2 Responder { get; }

    /// <summary>Issued by the lower CA, but not to answer for it.</summary>
    public X509Certificate2 Impostor { get; }

    /// <summary>A contract certificate.</summary>
    /// <param name="emaid">Its common name.</param>
    /// <param name="responder">Where its status is asked; null: it does not say.</param>
    /// <param name="until">Valid until; null: tomorrow.</param>
    public X509Certificate2 Contract(string emaid, string? responder = null, DateTimeOffset? until = null) => Issue(emaid, Sub2, until ?? _now.AddDays(1), responder);

    /// <summary>As a car shows it: leaf first, without the root.</summary>
    public string Chain(X509Certificate2 leaf) => PemChain.Write([leaf, Sub2, Sub1]);

    /// <summary>A leaf that says it is of this PKI, signed by another key.</summary>
    public X509Certificate2 Forged(string emaid)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={emaid}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        var forged = request.Create(Sub2.SubjectName, X509SignatureGenerator.CreateForECDsa(other), _now.AddDays(-2), _now.AddDays(1), RandomNumberGenerator.GetBytes(8));
        _made.Add(forged);
        return forged;
    }

    /// <summary>What a station sends that has judged the chain itself: <c>iso15118CertificateHashData</c>'s entry for one certificate.</summary>
    public static string Hash(X509Certificate2 certificate, X509Certificate2 issuer, string responder, string algorithm = "SHA256")
    {
        var hash = CertificateHash.Of(certificate, issuer, algorithm);
        return JsonSerializer.Serialize(new { hashAlgorithm = hash.HashAlgorithm, issuerNameHash = hash.IssuerNameHash, issuerKeyHash = hash.IssuerKeyHash, serialNumber = hash.SerialNumber, responderURL = responder });
    }

    /// <summary>A CRL of the root.</summary>
    public byte[] Crl(params X509Certificate2[] revoked)
    {
        var list = new CertificateRevocationListBuilder();
        foreach (var each in revoked) list.AddEntry(each);
        return list.Build(MoRoot, 1, _now.AddDays(1), HashAlgorithmName.SHA256, thisUpdate: _now.AddMinutes(-1));
    }

    public void Dispose() => _made.ForEach(each => each.Dispose());

    private X509Certificate2 Ca(string name, X509Certificate2? by)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return Keep(by is null ? request.CreateSelfSigned(_now.AddDays(-3), _now.AddDays(3)) : Signed(request, by, _now.AddDays(2), key));
    }

    private X509Certificate2 Issue(string name, X509Certificate2 by, DateTimeOffset until, string? responder, string? use = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        if (use is not null) request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
        if (responder is not null) request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([responder], []));
        return Keep(Signed(request, by, until, key));
    }

    private X509Certificate2 Signed(CertificateRequest request, X509Certificate2 by, DateTimeOffset until, ECDsa key)
    {
        using var issued = request.Create(by, _now.AddDays(-2), until, RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    private X509Certificate2 Keep(X509Certificate2 certificate)
    {
        _made.Add(certificate);
        return certificate;
    }
}
