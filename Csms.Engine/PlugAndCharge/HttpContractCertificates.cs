using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Gateway.Outbound;
using Csms.Engine.Units;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Csms.Engine.PlugAndCharge;

/// <summary>
/// The provider at <c>Csms:Pnc:ProviderUrl</c>: one POST of JSON a request (docs/plug-and-charge.md). The address is the administrator's, so it may be in the
/// own network.
/// </summary>
internal sealed class HttpContractCertificates(HttpClient http, IOptions<PncOptions> options, PncHealth health, TimeProvider time, ILogger<HttpContractCertificates> logger) : IContractCertificates, IDisposable
{
    /// <summary>Below the patience with which the station's question is answered.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private const int LongestBody = 64 * 1024;

    public bool IsOn => options.Value.ProviderUrl.Length > 0;

    public async Task<EvCertificateAnswer> FetchAsync(StationId station, EvCertificateAsked asked, CancellationToken cancellation)
    {
        if (!IsOn)
        {
            return EvCertificateAnswer.Failed("NoProvider", "No provider of contract certificates is configured.");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var (answer, fault, isThere) = await PostAsync(station, asked, limit.Token);
            health.ProviderAnswered(fault, isThere, time.GetUtcNow());
            if (fault is not null)
            {
                logger.LogProviderFailed(fault);
            }

            return answer;
        }
        catch (OperationCanceledException)
        {
            return Faulty("ProviderTimeout", "The provider of contract certificates did not answer in time.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            return Faulty("ProviderUnreachable", "The provider of contract certificates cannot be reached.");
        }
    }

    public void Dispose() => http.Dispose();

    private EvCertificateAnswer Faulty(string reason, string info)
    {
        health.ProviderAnswered(info, false, time.GetUtcNow());
        logger.LogProviderFailed(info);
        return EvCertificateAnswer.Failed(reason, info);
    }

    private async Task<(EvCertificateAnswer Answer, string? Fault, bool IsThere)> PostAsync(StationId station, EvCertificateAsked asked, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.ProviderUrl) { Content = new ByteArrayContent(ProviderWire.Write(station, asked)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.ParseAdd("Csms-Console");
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            return Bad("ProviderError", $"The provider of contract certificates answered HTTP {(int)answer.StatusCode}.", (int)answer.StatusCode < 500);
        }

        if (await OutboundHttp.ReadAsync(answer.Content, LongestBody, cancellation) is not { } body)
        {
            return Bad("ProviderError", "The provider's answer is too long.");
        }

        try
        {
            var (read, fault) = ProviderWire.Read(body, asked.LongestAnswer);
            return (read, fault, true);
        }
        catch (JsonException)
        {
            return Bad("ProviderError", "The provider's answer is not the JSON that was agreed on.");
        }
    }

    private static (EvCertificateAnswer Answer, string? Fault, bool IsThere) Bad(string reason, string info, bool isThere = true) => (EvCertificateAnswer.Failed(reason, info), info, isThere);
}
