using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Events;
using Csms.Engine.PlugAndCharge.Ocsp;

namespace Csms.Engine.PlugAndCharge;

/// <summary>Looks certificates up in CRLs (2.1 M07, source CRL): fetched under the same guard as OCSP, verified, kept until the next is due.</summary>
internal sealed class RevocationLists(OcspClient ocsp, V2GTrust trust, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private const int LongestList = 4 * 1024 * 1024;
    private const int MostKept = 64;

    private readonly ConcurrentDictionary<string, RevocationList> _kept = new(StringComparer.Ordinal);

    /// <summary>The status of one certificate; its addresses are tried in order.</summary>
    public async Task<CertificateStanding> FindAsync(CertificateQuery query, CancellationToken cancellation)
    {
        if (CertId.Of(query) is not { } id || trust.Roots.Concat(trust.Below).FirstOrDefault(id.IsIssuedBy) is not { } issuer)
        {
            return CertificateStanding.NotLearned; // a list that nobody here can check says nothing
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        foreach (var url in query.ResponderUrls)
        {
            if (await ListAsync(url, issuer, limit.Token) is { } list)
            {
                return new CertificateStanding(list.Revoked.Contains(id.Serial) ? RevocationStatus.Revoked : RevocationStatus.Good, list.NextUpdate);
            }
        }

        return CertificateStanding.NotLearned;
    }

    private async Task<RevocationList?> ListAsync(string url, X509Certificate2 issuer, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var key = issuer.Thumbprint + " " + url;
        if (_kept.TryGetValue(key, out var kept) && kept.NextUpdate > now)
        {
            return kept;
        }

        try
        {
            using var chain = trust.Chain(issuer, [], now, out var isTrusted);
            var (fault, body) = isTrusted ? await ocsp.FetchAsync(url, HttpMethod.Get, null, LongestList, cancellation) : (OcspFault.IssuerUnknown, []);
            if (fault is not null || RevocationList.Read(body, issuer) is not { } list || list.NextUpdate <= now)
            {
                return null;
            }

            if (_kept.Count >= MostKept)
            {
                _kept.Clear();
            }

            return _kept[key] = list;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (AsnContentException)
        {
            return null; // no CRL: the next address may have one
        }
    }
}
