using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Units;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Certificates;

/// <summary>Another authority that signs certificates of stations: one POST of the request as PEM, the answer is the chain as PEM, leaf first. No redirects.</summary>
internal sealed class ExternalAuthority(IOptions<CertificateOptions> options, TimeProvider time) : IDisposable
{
    private const int ShownLetters = 200;

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>There is one.</summary>
    public bool IsConfigured => options.Value.SignUrl.Length > 0;

    /// <summary>Has a request signed.</summary>
    /// <param name="csr">PEM.</param>
    /// <param name="request">The same, read: its answer must be for this subject's name and key.</param>
    /// <param name="cancellation">Ends with the host.</param>
    /// <returns>The chain, which the caller disposes of; or what was wrong, and the authority's words.</returns>
    public async Task<(IReadOnlyList<X509Certificate2>? Chain, SigningFault? Fault, string? Answer)> SignAsync(string csr, SigningRequest request, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.SignTimeoutSeconds));
        try
        {
            using var post = new HttpRequestMessage(HttpMethod.Post, options.Value.SignUrl) { Content = new StringContent(csr) };
            post.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-pem-file");
            post.Headers.UserAgent.ParseAdd("Csms-Console");
            using var answer = await _client.SendAsync(post, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var text = await ReadAsync(answer, limit.Token);
            if (!answer.IsSuccessStatusCode) return (null, SigningFault.NotSigned, $"{(int)answer.StatusCode} {Shown(text)}".TrimEnd());
            return Judge(text, request);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, SigningFault.NotReached, null);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            return (null, SigningFault.NotReached, Shown(exception.Message));
        }
    }

    public void Dispose() => _client.Dispose();

    private static async Task<string> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        using var reader = new StreamReader(stream);
        var text = new char[PemChain.LongestText + 1]; // one more: what is too long is seen to be
        return new string(text, 0, await reader.ReadBlockAsync(text, cancellation));
    }

    private static string Shown(string text) => new([.. text.Take(ShownLetters).Where(letter => !char.IsControl(letter))]);

    private (IReadOnlyList<X509Certificate2>? Chain, SigningFault? Fault, string? Answer) Judge(string text, SigningRequest request)
    {
        var (chain, fault) = PemChain.Read(text);
        if (chain is null) return (null, SigningFault.WrongAnswer, fault.ToString());
        var now = time.GetUtcNow();
        var leaf = CertificateFacts.Of(chain[0]);
        var wrong = !chain[0].PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(request.Key.ExportSubjectPublicKeyInfo()) ? "Key"
            : SigningRequest.NameOf(chain[0].SubjectName) != SigningRequest.NameOf(request.Subject) ? "Name"
            : leaf.NotAfter <= now || leaf.NotBefore > now.AddDays(1) ? "Validity" // a day: clocks and zones differ
            : null;
        if (wrong is null) return (chain, null, null);
        foreach (var certificate in chain) certificate.Dispose();
        return (null, SigningFault.WrongAnswer, wrong);
    }
}
