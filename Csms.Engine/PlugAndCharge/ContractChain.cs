using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Certificates;
using Csms.Engine.Events;
using Csms.Engine.PlugAndCharge.Ocsp;

namespace Csms.Engine.PlugAndCharge;

/// <summary>A contract's chain as a car showed it: leaf first, without the root (2.1 Part 2, AuthorizeRequest.certificate).</summary>
internal sealed class ContractChain : IDisposable
{
    /// <summary>Leaf, up to three CAs (ISO 15118-20), and the root where somebody sends it along.</summary>
    private const int MostCertificates = 6;

    private const string CommonName = "2.5.4.3";
    private const string Ocsp = "1.3.6.1.5.5.7.48.1";

    private ContractChain(IReadOnlyList<X509Certificate2> certificates) => Certificates = certificates;

    /// <summary>As they came.</summary>
    public IReadOnlyList<X509Certificate2> Certificates { get; }

    public X509Certificate2 Leaf => Certificates[0];

    /// <summary>The contract that the leaf names in its common name (ISO 15118-2, annex F); null when it names none.</summary>
    public string? Emaid
    {
        get
        {
            foreach (var part in Leaf.SubjectName.EnumerateRelativeDistinguishedNames())
            {
                if (!part.HasMultipleElements && part.GetSingleElementType().Value == CommonName)
                {
                    return part.GetSingleElementValue();
                }
            }

            return null;
        }
    }

    /// <summary>Reads what came from outside.</summary>
    public static (ContractChain? Chain, PemFault? Fault) Read(string pem)
    {
        var (certificates, fault) = PemChain.Read(pem, PemChain.LongestText, MostCertificates);
        return certificates is null ? (null, fault) : (new ContractChain(certificates), null);
    }

    /// <summary>Whether it leads to a root that we trust, all of it valid now.</summary>
    /// <param name="trust">The roots.</param>
    /// <param name="now">UTC.</param>
    /// <param name="path">From the leaf to the root; empty where there is no way.</param>
    public ContractStatus Judge(V2GTrust trust, DateTimeOffset now, out IReadOnlyList<X509Certificate2> path)
    {
        using var chain = trust.Chain(Leaf, Certificates.Skip(1), now, out var isTrusted);
        path = isTrusted ? [.. chain.ChainElements.Select(element => X509CertificateLoader.LoadCertificate(element.Certificate.RawDataMemory.Span))] : [];
        if (isTrusted)
        {
            return ContractStatus.Accepted;
        }

        var flags = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, each) => all | each.Status);
        return flags.HasFlag(X509ChainStatusFlags.NotSignatureValid) || HasWrongSignature(trust) ? ContractStatus.SignatureError
            : flags == X509ChainStatusFlags.NotTimeValid ? ContractStatus.CertificateExpired
            : ContractStatus.CertChainError;
    }

    /// <summary>How those of the chain are signed that are signed in a way that only the platform checks, for people ("Ed448"); null: none is.</summary>
    public string? UncheckedAlgorithm => Certificates.FirstOrDefault(each => each.SignatureAlgorithm.Value is "1.3.101.112" or "1.3.101.113") is { } certificate
        ? certificate.SignatureAlgorithm.Value == "1.3.101.113" ? "Ed448" : "Ed25519" : null;

    /// <summary>Where the status of each certificate of the path but the root can be asked; those without an address have none to ask.</summary>
    public static IReadOnlyList<CertificateQuery> Queries(IReadOnlyList<X509Certificate2> path)
    {
        var queries = new List<CertificateQuery>();
        for (var index = 0; index + 1 < path.Count; index++)
        {
            if (path[index].Extensions.OfType<X509AuthorityInformationAccessExtension>().FirstOrDefault() is { } access && Responders(access) is { Count: > 0 } urls)
            {
                var hash = CertificateHash.Of(path[index], path[index + 1]);
                queries.Add(new CertificateQuery(hash.HashAlgorithm, hash.IssuerNameHash, hash.IssuerKeyHash, hash.SerialNumber, urls));
            }
        }

        return queries;
    }

    public void Dispose()
    {
        foreach (var certificate in Certificates)
        {
            certificate.Dispose();
        }
    }

    private static List<string> Responders(X509AuthorityInformationAccessExtension access) =>
        [.. access.EnumerateUris(Ocsp).Take(4)];

    /// <summary>
    /// The platform says of a wrong signature only that there is no way to a root: it looks for another issuer. An issuer of the right name whose key does not
    /// fit is what a forged certificate looks like.
    /// </summary>
    private bool HasWrongSignature(V2GTrust trust)
    {
        X509Certificate2[] known = [.. Certificates, .. trust.Roots, .. trust.Below];
        foreach (var certificate in Certificates)
        {
            var issuers = known.Where(each => each.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)).ToList();
            if (issuers.Count > 0 && issuers.TrueForAll(issuer => CheckBy(certificate, issuer) == SignatureCheck.Wrong))
            {
                return true;
            }
        }

        return false;
    }

    private static SignatureCheck CheckBy(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        try
        {
            var parts = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
            var signed = parts.ReadEncodedValue();
            var algorithm = parts.ReadEncodedValue();
            return Signatures.Check(issuer, algorithm, signed.Span, parts.ReadBitString(out _));
        }
        catch (AsnContentException)
        {
            return SignatureCheck.Wrong;
        }
    }
}
