using System.Collections.Concurrent;
using System.Net;
using Csms.Engine.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Tests.Incidents;

/// <summary>A receiver of webhooks on loopback that answers what the test wants.</summary>
internal sealed class WebhookCatcher : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<CaughtRequest> _caught = new();

    private WebhookCatcher(WebApplication app) => _app = app;

    /// <summary>What it answers.</summary>
    public HttpStatusCode Answer { get; set; } = HttpStatusCode.Accepted;

    public IReadOnlyList<CaughtRequest> Caught => [.. _caught];

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/hook";

    public static async Task<WebhookCatcher> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var catcher = new WebhookCatcher(builder.Build());
        catcher._app.Run(catcher.CatchAsync);
        await catcher._app.StartAsync();
        return catcher;
    }

    /// <summary>So many requests, once they have come.</summary>
    public async Task<IReadOnlyList<CaughtRequest>> WaitAsync(int count)
    {
        await Eventually.TrueAsync(() => _caught.Count >= count, $"{count} requests have come");
        return Caught;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task CatchAsync(HttpContext context)
    {
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory);
        context.Response.StatusCode = (int)Answer;
        _caught.Enqueue(new(memory.ToArray(), context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
    }
}
