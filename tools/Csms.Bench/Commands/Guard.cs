using System.Net.Sockets;
using Csms.Bench.Runs;
using Microsoft.Playwright;
using Npgsql;

namespace Csms.Bench.Commands;

/// <summary>What a person can do something about becomes one line and exit code 1; anything else is our bug and shows itself.</summary>
internal static class Guard
{
    public static async Task<int> RunAsync(Func<Task> run, CancellationToken cancellation)
    {
        try
        {
            await run();
            return 0;
        }
        catch (Exception exception) when (exception is BenchException or SocketException or IOException or NpgsqlException or TimeoutException or PlaywrightException)
        {
            Report.Say(exception.Message);
            return 1;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 130;
        }
    }
}
