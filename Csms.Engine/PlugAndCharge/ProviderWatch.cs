using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Csms.Engine.PlugAndCharge;

/// <summary>
/// Looks now and then whether the provider can be reached, so that it is not the first car that finds out. HEAD on its address: whatever answers below 500 is there (most take POST alone and say
/// 405), and no certificate is asked for. While cars' requests are answered, nobody looks.
/// </summary>
internal sealed class ProviderWatch(HttpClient http, IOptions<PncOptions> options, PncHealth health, TimeProvider time, ILogger<ProviderWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var interval = TimeSpan.FromSeconds(options.Value.ProviderCheckSeconds);
        if (options.Value.ProviderUrl.Length == 0 || interval == TimeSpan.Zero) return;
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            do
            {
                if (health.Reach is not { AwaySince: null, AnsweredAt: { } at } || time.GetUtcNow() - at >= interval) await LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Patience);
        string? fault;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, options.Value.ProviderUrl);
            request.Headers.UserAgent.ParseAdd("Csms-Console");
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            fault = (int)answer.StatusCode >= 500 ? $"The provider of contract certificates answered HTTP {(int)answer.StatusCode}." : null;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            fault = "The provider of contract certificates did not answer in time.";
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            fault = "The provider of contract certificates cannot be reached.";
        }

        if (health.ProviderSeen(fault, time.GetUtcNow()) && fault is not null) logger.LogProviderFailed(fault);
    }
}
