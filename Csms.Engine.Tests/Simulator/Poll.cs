namespace Csms.Engine.Tests.Simulator;

/// <summary>Waits for a condition with a deadline.</summary>
internal static class Poll
{
    public static async Task UntilAsync(Func<bool> condition, int seconds = 60)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition()) await timer.WaitForNextTickAsync(limit.Token);
    }
}
