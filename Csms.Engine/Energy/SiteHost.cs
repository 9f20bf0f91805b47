using Microsoft.Extensions.Hosting;

namespace Csms.Engine.Energy;

/// <summary>Reads the sites before anyone asks for one.</summary>
internal sealed class SiteHost(SiteDirectory sites) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => sites.LoadAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
