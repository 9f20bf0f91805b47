using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Events;
using Csms.Engine.Gateway.Outbound;

namespace Csms.Engine.PlugAndCharge.Ocsp;

/// <summary>
/// Asks responders for the status of certificates. Verified answers are kept until newer information is due; the same question asked twice at once goes out
/// once; few go out at a time.
/// </summary>
internal sealed class OcspClient(HttpClient http, V2GTrust trust, TimeProvider time) : IDisposable
{
    /// <summary>How long one responder may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int LongestAnswer = 64 * 1024;
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<CertId, OcspAnswer> _kept = new();
    private readonly ConcurrentDictionary<(CertId Id, string Url), Lazy<Task<(OcspFault? Fault, byte[] Body, byte[] Nonce)>>> _underWay = new();
    private readonly SemaphoreSlim _places = new(16);

    /// <summary>Answers that are kept.</summary>
    public int Kept => _kept.Count;

    /// <summary>The status of one certificate; its addresses are asked in order until one knows.</summary>
    /// <param name="query">Which, and whom to ask.</param>
    /// <param name="shown">Certificates that may be its issuer.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<OcspAnswer> AskAsync(CertificateQuery query, IReadOnlyList<X509Certificate2> shown, CancellationToken cancellation)
    {
        if (CertId.Of(query) is not { } id)
        {
            return OcspAnswer.Bad(OcspFault.NoHashes);
        }

        if (_kept.TryGetValue(id, out var kept) && kept.Verdict.Until > time.GetUtcNow())
        {
            return kept;
        }

        var last = OcspAnswer.Bad(OcspFault.NoAddress);
        foreach (var url in query.ResponderUrls)
        {
            last = await AskAsync(id, url, shown, cancellation);
            if (last.Verdict.Fault is null)
            {
                break;
            }
        }

        if (last.Verdict is { Fault: null, IsVerified: true })
        {
            Keep(id, last);
        }

        return last;
    }

    public void Dispose()
    {
        http.Dispose();
        _places.Dispose();
    }

    private async Task<OcspAnswer> AskAsync(CertId id, string url, IReadOnlyList<X509Certificate2> shown, CancellationToken cancellation)
    {
        var key = (id, url);
        var underWay = _underWay.GetOrAdd(key, each => new(() => FetchAsync(each.Id, each.Url)));
        var (fault, body, nonce) = await underWay.Value.WaitAsync(cancellation); // it goes on for whoever else waits
        if (fault is { } failed)
        {
            return OcspAnswer.Bad(failed);
        }

        try
        {
            return new OcspAnswer(OcspCheck.Judge(OcspResponse.Read(body), id, nonce, trust, shown, time.GetUtcNow()), body);
        }
        catch (AsnContentException)
        {
            return OcspAnswer.Bad(OcspFault.Malformed);
        }
    }

    private async Task<(OcspFault? Fault, byte[] Body, byte[] Nonce)> FetchAsync(CertId id, string url)
    {
        var nonce = RandomNumberGenerator.GetBytes(32);
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await _places.WaitAsync(limit.Token);
            try
            {
                using var content = new ByteArrayContent(OcspRequest.Write(id, nonce));
                content.Headers.ContentType = new MediaTypeHeaderValue("application/ocsp-request");
                var (fault, body) = await FetchAsync(url, HttpMethod.Post, content, LongestAnswer, limit.Token);
                return (fault, body, nonce);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (OperationCanceledException)
        {
            return (OcspFault.Late, [], nonce);
        }
        finally
        {
            _underWay.TryRemove((id, url), out _);
        }
    }

    /// <summary>One call to an address that is not trusted.</summary>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    internal async Task<(OcspFault? Fault, byte[] Body)> FetchAsync(string url, HttpMethod method, HttpContent? content, int longest, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
        {
            return (OcspFault.NoAddress, []);
        }

        try
        {
            using var request = new HttpRequestMessage(method, address) { Content = content };
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!answer.IsSuccessStatusCode)
            {
                return (OcspFault.NotReached, []);
            }

            return await OutboundHttp.ReadAsync(answer.Content, longest, cancellation) is { } body ? (null, body) : (OcspFault.TooLong, []);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            return (exception is AddressRefusedException || exception.InnerException is AddressRefusedException ? OcspFault.PrivateAddress : OcspFault.NotReached, []);
        }
        catch (Exception exception) when (exception is UriFormatException or ArgumentException or InvalidOperationException)
        {
            return (OcspFault.NoAddress, []); // a host name that cannot be one shows only when it is used
        }
    }

    private void Keep(CertId id, OcspAnswer answer)
    {
        if (_kept.Count >= MostKept)
        {
            var now = time.GetUtcNow();
            foreach (var (each, kept) in _kept)
            {
                if (kept.Verdict.Until <= now || _kept.Count >= MostKept)
                {
                    _kept.TryRemove(each, out _);
                }
            }
        }

        _kept[id] = answer;
    }
}
