using System.Net.WebSockets;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;

namespace Csms.Engine.Gateway;

/// <summary>
/// One timer for all connections: call timeouts, stalled sends, unanswered close frames. Once a second over 10,000 connections costs less
/// than a millisecond; a timer each would cost memory for nothing. When the host stops it says goodbye to the stations.
/// </summary>
internal sealed class ConnectionSweeper(ConnectionRegistry registry, LinkTiming timing, TimeProvider time, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var goodbye = lifetime.ApplicationStopping.Register(SayGoodbye);
        using var timer = new PeriodicTimer(timing.SweepInterval, time);
        try
        {
            // The server is stopped before this service is, so the close grace is watched to its end.
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (lifetime.ApplicationStopping.IsCancellationRequested)
                {
                    // Also those whose handshake was under way when the host began to stop.
                    SayGoodbye();
                }

                registry.Sweep(time.GetTimestamp());
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private void SayGoodbye() => registry.CloseAll(WebSocketCloseStatus.EndpointUnavailable, Statement.Of(LinkEnd.HostStops));
}
