using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Certificates;

namespace Csms.Engine.Tests.Certificates;

/// <summary>PEM from outside, and the names that OCPP gives certificates.</summary>
public sealed class PemChainTests : IDisposable
{
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _leaf;

    public PemChainTests()
    {
        var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var request = new CertificateRequest("CN=Root, O=Csms", _rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _root = request.CreateSelfSigned(from, from.AddYears(10));
        _leaf = new CertificateRequest("CN=CS-1", _leafKey, HashAlgorithmName.SHA256).Create(_root, from, from.AddYears(1), [0x00, 0x0A, 0xBC]);
    }

    public void Dispose()
    {
        _root.Dispose();
        _leaf.Dispose();
        _rootKey.Dispose();
        _leafKey.Dispose();
    }

    [Fact]
    public void Read_Chain_ComesInItsOrder()
    {
        var (certificates, fault) = PemChain.Read("subject=/CN=CS-1\n" + PemChain.Write([_leaf, _root]));

        Assert.Null(fault);
        Assert.Equal([_leaf.Thumbprint, _root.Thumbprint], certificates!.Select(each => each.Thumbprint));
    }

    [Theory]
    [InlineData("", PemFault.Empty)]
    [InlineData(" \n", PemFault.Empty)]
    [InlineData("certificate", PemFault.NoCertificate)]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", PemFault.NoCertificate)]
    [InlineData("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----", PemFault.NoCertificate)]
    [InlineData("{leaf}-----BEGIN CERTIFICATE-----\nMIIB", PemFault.NoCertificate)]
    [InlineData("{leaf}{key}", PemFault.PrivateKey)]
    [InlineData("{leaf}{leaf}{leaf}", PemFault.TooMany)]
    [InlineData("{leaf}{long}", PemFault.TooLong)]
    public void Read_WhatIsNoChain_NamesTheFault(string text, PemFault expected)
    {
        text = text.Replace("{leaf}", _leaf.ExportCertificatePem() + "\n", StringComparison.Ordinal)
            .Replace("{key}", _leafKey.ExportPkcs8PrivateKeyPem(), StringComparison.Ordinal)
            .Replace("{long}", new string(' ', PemChain.LongestText), StringComparison.Ordinal);

        Assert.Equal((null, expected), PemChain.Read(text, most: 2));
    }

    [Fact]
    public void Hash_OfALeaf_IsTheCertIdOfRfc6960()
    {
        var hash = CertificateHash.Of(_leaf, _root);

        Assert.Equal("abc", hash.SerialNumber);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(_root.SubjectName.RawData)), hash.IssuerNameHash);

        // An uncompressed point of P-256: what the bit string holds, and nothing around it.
        var point = _rootKey.ExportParameters(false).Q;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([4, .. point.X!, .. point.Y!])), hash.IssuerKeyHash);
    }

    [Fact]
    public void Hash_InAnotherSpelling_NamesTheSame()
    {
        var hash = CertificateHash.Of(_leaf, _root);

        Assert.True(hash.Names(new CertificateHash("SHA256", hash.IssuerNameHash.ToUpperInvariant(), hash.IssuerKeyHash, "0ABC")));
        Assert.False(hash.Names(hash with { SerialNumber = "abd" }));
        Assert.False(hash.Names(CertificateHash.Of(_leaf, _root, "SHA384")));
    }
}
