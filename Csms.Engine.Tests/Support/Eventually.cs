using System.Diagnostics;

namespace Csms.Engine.Tests.Support;

/// <summary>Waits for something that happens on another thread or in another process, with a deadline and a name for the failure.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);

    public static Task TrueAsync(Func<Task<bool>> condition, string what) => TrueAsync(condition, what, Deadline);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan deadline)
    {
        var clock = Stopwatch.StartNew();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition())
        {
            if (clock.Elapsed > deadline) throw new TimeoutException($"Not within {deadline.TotalSeconds} s: {what}");
            await tick.WaitForNextTickAsync();
        }
    }

    /// <summary>The first value that is not null.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> find, string what) where T : class
    {
        T? found = null;
        await TrueAsync(async () => (found = await find()) is not null, what);
        return found!;
    }
}
