using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Wire;
using Csms.Engine.Tokens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Stations;

/// <summary>Rebuilds tokens and stations before anyone may connect, then keeps the slow clock of the stations.</summary>
internal sealed class StationHost(
    TokenStore tokens,
    StationSettings settings,
    SessionNumbers numbers,
    StationDirectory directory,
    IOptions<StationOptions> options,
    TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        WarmUp();
        await tokens.LoadAsync(cancellationToken);
        await settings.LoadAsync(cancellationToken);
        await numbers.LoadAsync(cancellationToken);
        await directory.LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>The message tables of all versions are built now and not while the first stations wait.</summary>
    private static void WarmUp()
    {
        foreach (var version in Enum.GetValues<OcppVersion>())
        {
            version.Actions();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                directory.Sweep(TimeSpan.FromSeconds(options.Value.AvailableGraceSeconds));
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }
}
