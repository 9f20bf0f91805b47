namespace Csms.Simulator.Protocol;

/// <summary>Wakes the one who waits, now or when he next comes to wait; signals before he looks again count once.</summary>
internal sealed class WakeUp
{
    private volatile TaskCompletionSource _signal = New();

    /// <summary>Wakes him.</summary>
    public void Signal() => _signal.TrySetResult();

    /// <summary>Waits for a signal.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        await _signal.Task.WaitAsync(cancel);
        _signal = New(); // what is signalled until here is seen by the look that follows
    }

    /// <summary>Waits for a signal, but no longer than this (real time).</summary>
    public async Task WaitAsync(TimeSpan longest)
    {
        using var limit = new CancellationTokenSource(longest);
        try
        {
            await WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return; // as good as a signal
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
