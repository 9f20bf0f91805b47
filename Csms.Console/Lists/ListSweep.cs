namespace Csms.Console.Lists;

/// <summary>At start: what accounts left behind that are gone, because the program ended between their deletion and that of what they kept.</summary>
internal sealed class ListSweep(ListStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => store.SweepAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
