namespace Csms.Console.Security.ApiKeys;

/// <summary>Writes "last used" once a minute, so that a busy key costs no write a request.</summary>
internal sealed partial class ApiKeyUseWriter(ApiKeyDirectory keys, TimeProvider time, ILogger<ApiKeyUseWriter> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await keys.SaveUsesAsync(stoppingToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    NotSaved(fault);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    [LoggerMessage(7101, LogLevel.Warning, "When API keys were last used could not be saved; the next try is in a minute")]
    private partial void NotSaved(Exception fault);
}
