using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Csms.Engine.PlugAndCharge.Ocsp;

/// <summary>Whether a response may be believed (RFC 6960, 3.2 and 4.2.2.2). Pure.</summary>
internal static class OcspCheck
{
    /// <summary>Clocks differ; what is from the near future is taken.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Without nextUpdate newer information is always available: what was said then is taken so long after.</summary>
    private static readonly TimeSpan WithoutNext = TimeSpan.FromMinutes(15);

    private const int MostCertificates = 10;
    private const string OcspSigning = "1.3.6.1.5.5.7.3.9";

    /// <param name="response">As it came.</param>
    /// <param name="id">Whose status was asked.</param>
    /// <param name="nonce">Of the request.</param>
    /// <param name="trust">The roots.</param>
    /// <param name="shown">Certificates that may be the issuer: those of the chain that is being judged.</param>
    /// <param name="now">UTC.</param>
    public static OcspVerdict Judge(OcspResponse response, CertId id, byte[] nonce, V2GTrust trust, IReadOnlyList<X509Certificate2> shown, DateTimeOffset now)
    {
        if (response.Status != 0)
        {
            return OcspVerdict.Bad(OcspFault.Refused);
        }

        if (response.Nonce is { } repeated && !repeated.AsSpan().SequenceEqual(nonce))
        {
            return OcspVerdict.Bad(OcspFault.OtherNonce);
        }

        if (response.Singles.FirstOrDefault(each => each.Id == id) is not { } single)
        {
            return OcspVerdict.Bad(OcspFault.OtherCertificate);
        }

        var until = single.NextUpdate ?? single.ThisUpdate + WithoutNext;
        if (single.ThisUpdate > now + ClockTolerance || until <= now)
        {
            return OcspVerdict.Bad(OcspFault.Stale);
        }

        return SignedBy(response, id, trust, shown, now) switch
        {
            null => new OcspVerdict(null, single.Status, until, true),
            OcspFault.IssuerUnknown => new OcspVerdict(null, single.Status, until, false),
            { } fault => OcspVerdict.Bad(fault),
        };
    }

    private static OcspFault? SignedBy(OcspResponse response, CertId id, V2GTrust trust, IReadOnlyList<X509Certificate2> shown, DateTimeOffset now)
    {
        var along = new List<X509Certificate2>();
        try
        {
            foreach (var der in response.Certificates.Take(MostCertificates))
            {
                along.Add(X509CertificateLoader.LoadCertificate(der));
            }

            X509Certificate2[] known = [.. shown, .. along, .. trust.Roots, .. trust.Below];
            var fault = OcspFault.IssuerUnknown;
            foreach (var issuer in known.Where(id.IsIssuedBy))
            {
                if (!IsTrusted(issuer, known, trust, now))
                {
                    continue;
                }

                foreach (var signer in along.Where(each => IsResponderOf(each, issuer, known, trust, now)).Prepend(issuer))
                {
                    switch (Signatures.Check(signer, response.SignatureAlgorithm, response.Signed.Span, response.Signature))
                    {
                        case SignatureCheck.Holds: return null;
                        case SignatureCheck.NotChecked: return OcspFault.SignatureNotChecked; // the algorithm is the response's, whoever has signed it
                        default: break;
                    }
                }

                fault = OcspFault.WrongSignature;
            }

            return fault == OcspFault.WrongSignature && along.Count > 0 ? OcspFault.WrongSigner : fault;
        }
        catch (CryptographicException)
        {
            return OcspFault.Malformed; // a certificate that is none
        }
        finally
        {
            along.ForEach(each => each.Dispose());
        }
    }

    private static bool IsTrusted(X509Certificate2 issuer, X509Certificate2[] known, V2GTrust trust, DateTimeOffset now)
    {
        using var chain = trust.Chain(issuer, known, now, out var isTrusted);
        return isTrusted && issuer.Extensions.OfType<X509BasicConstraintsExtension>().Any(each => each.CertificateAuthority);
    }

    /// <summary>The issuer itself has made it its responder: issued by it, with the extended key usage for that (RFC 6960, 4.2.2.2).</summary>
    private static bool IsResponderOf(X509Certificate2 signer, X509Certificate2 issuer, X509Certificate2[] known, V2GTrust trust, DateTimeOffset now)
    {
        if (!signer.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(usage => usage.EnhancedKeyUsages.OfType<Oid>().Any(oid => oid.Value == OcspSigning)))
        {
            return false;
        }

        using var chain = trust.Chain(signer, known, now, out var isTrusted);
        return isTrusted && chain.ChainElements.Count > 1 && chain.ChainElements[1].Certificate.RawDataMemory.Span.SequenceEqual(issuer.RawDataMemory.Span);
    }
}
