using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Csms.Engine.Units;

namespace Csms.Engine.Incidents.Notifications;

/// <summary>One POST of JSON to an address that an administrator has entered. No redirects: a secret goes where it was meant to go.</summary>
internal sealed class HttpPost : IDisposable
{
    private const int ShownCharacters = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    }) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<SendResult> SendAsync(string url, byte[] body, IEnumerable<KeyValuePair<string, string>> headers, CancellationToken cancellation)
    {
        if (!NotificationChannel.IsCallable(url))
        {
            return SendResult.Refused(SendAnswer.NotHttp);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
            request.Headers.UserAgent.ParseAdd("Csms-Console");
            foreach (var (name, value) in headers)
            {
                request.Headers.Add(name, value);
            }

            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var text = await ReadAsync(answer, limit.Token);
            return new SendResult(answer.IsSuccessStatusCode, Statement.Of(SendAnswer.Answered, (long)answer.StatusCode, text.Length == 0 ? answer.ReasonPhrase : $"{answer.ReasonPhrase}: {text}"));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return SendResult.Failed(SendAnswer.NoAnswer, (long)Patience.TotalSeconds);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            return SendResult.Failed(WhyOf(exception), new Uri(url).Authority, exception.Message);
        }
    }

    public void Dispose() => _client.Dispose();

    private static SendAnswer WhyOf(Exception exception) => (exception as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => SendAnswer.NameUnknown,
        HttpRequestError.SecureConnectionError => SendAnswer.NotTrusted,
        _ => SendAnswer.NotReached,
    };

    /// <summary>The beginning of the answer, whatever its length.</summary>
    private static async Task<string> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (answer.StatusCode is HttpStatusCode.NoContent)
        {
            return "";
        }

        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        using var reader = new StreamReader(stream);
        var text = new char[ShownCharacters];
        var length = await reader.ReadBlockAsync(text, cancellation);
        return new string([.. text.AsSpan(0, length).ToArray().Where(letter => !char.IsControl(letter))]).Trim();
    }
}
