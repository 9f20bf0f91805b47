namespace Csms.Console.Security;

/// <summary>Brings the console's own tables up to date and makes the first administrator, before the host listens.</summary>
internal sealed class ConsoleMigration(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => services.MigrateConsoleAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
