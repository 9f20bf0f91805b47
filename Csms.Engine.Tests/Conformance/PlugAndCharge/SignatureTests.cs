using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Certificates;
using Csms.Engine.Events;
using Csms.Engine.PlugAndCharge;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Conformance.PlugAndCharge;

/// <summary>Chains and lists that are signed otherwise than with ECDSA: RSA-PSS, and EdDSA as ISO 15118-20 has it.</summary>
public sealed class SignatureTests
{
    private const string Emaid = "DEXYZC44800001";
    private static readonly DateTimeOffset _now = new(2027, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("SHA256")]
    [InlineData("SHA384")]
    [InlineData("SHA512")]
    public void Chain_SignedWithRsaPss_LeadsToItsRoot_AndAForgedOneIsNamedSo(string hash)
    {
        var name = new HashAlgorithmName(hash);
        using var rootKey = RSA.Create(2048);
        using var leafKey = RSA.Create(2048);
        using var root = Ca("PSS MO Root", rootKey, name);
        using var leaf = Leaf(root, leafKey, name, Emaid);
        using var trust = Trust(root);
        Assert.Equal(ContractStatus.Accepted, Judge(PemChain.Write([leaf]), trust, _now));
        Assert.Equal(ContractStatus.CertificateExpired, Judge(PemChain.Write([leaf]), trust, _now.AddYears(1))); // and not SignatureError: the signature was checked

        using var otherKey = RSA.Create(2048);
        using var other = Ca("PSS MO Root", otherKey, name);
        using var forged = Leaf(other, leafKey, name, Emaid);
        Assert.Equal(ContractStatus.SignatureError, Judge(PemChain.Write([forged]), trust, _now));
    }

    [Fact]
    public void RevocationList_SignedWithRsaPss_IsRead()
    {
        using var key = RSA.Create(2048);
        using var otherKey = RSA.Create(2048);
        using var root = Ca("PSS MO Root", key, HashAlgorithmName.SHA256);
        using var other = Ca("PSS MO Root", otherKey, HashAlgorithmName.SHA256);
        var builder = new CertificateRevocationListBuilder();
        builder.AddEntry([7]);
        var list = builder.Build(root, 1, _now.AddDays(1), HashAlgorithmName.SHA256, RSASignaturePadding.Pss, _now);
        Assert.Contains(7, RevocationList.Read(list, root)!.Revoked);
        Assert.Null(RevocationList.Read(list, other));
    }

    [Theory]
    [InlineData("ed448.pem")]
    [InlineData("ed25519.pem")]
    public void Chain_SignedWithEdDsa_IsJudgedByThePlatform_AndNeverCalledForged(string file)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(Path.Combine(SourceTree.Root, "Csms.Engine.Tests", "Conformance", "PlugAndCharge", file));
        using var trust = Trust(all[2]);
        var chain = PemChain.Write([all[0], all[1]]);
        Assert.Equal(ContractStatus.Accepted, Judge(chain, trust, _now));
        Assert.Equal(ContractStatus.CertificateExpired, Judge(chain, trust, _now.AddYears(200)));
        using var read = ContractChain.Read(chain).Chain!;
        Assert.Equal((Emaid, file.StartsWith("ed448", StringComparison.Ordinal) ? "Ed448" : "Ed25519"), (read.Emaid, read.UncheckedAlgorithm));
        foreach (var certificate in all) certificate.Dispose();
    }

    private static ContractStatus Judge(string pem, V2GTrust trust, DateTimeOffset at)
    {
        using var chain = ContractChain.Read(pem).Chain!;
        return chain.Judge(trust, at, out _);
    }

    private static V2GTrust Trust(X509Certificate2 root)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, root.ExportCertificatePem());
        List<string> faults = [];
        var trust = V2GTrust.Load(file, faults);
        File.Delete(file);
        Assert.Empty(faults);
        return trust;
    }

    private static X509Certificate2 Ca(string name, RSA key, HashAlgorithmName hash)
    {
        var request = new CertificateRequest($"CN={name}", key, hash, RSASignaturePadding.Pss);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension("0123456789ABCDEF0123456789ABCDEF01234567", false)); // the forger takes it too
        return request.CreateSelfSigned(_now.AddDays(-30), _now.AddYears(2));
    }

    private static X509Certificate2 Leaf(X509Certificate2 by, RSA key, HashAlgorithmName hash, string emaid)
    {
        using var signer = by.GetRSAPrivateKey()!;
        var request = new CertificateRequest($"CN={emaid}", key, hash, RSASignaturePadding.Pss);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        return request.Create(by.SubjectName, X509SignatureGenerator.CreateForRSA(signer, RSASignaturePadding.Pss), _now.AddDays(-2), _now.AddDays(30), [1, 2, 3]);
    }
}
