using Csms.Engine.Units;

namespace Csms.Engine.FieldWork;

/// <summary>The tests that run at a station, one after the other.</summary>
internal sealed class FieldLine(Guid job, StationId station) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private volatile FieldTrial? _trial;
    private int _stopped = -1;

    public Guid Job => job;

    public StationId Station => station;

    public List<FieldResult> Results { get; } = [];

    public Task? Run { get; set; }

    public CancellationToken Cancellation => _stop.Token;

    /// <summary>What sees the station now.</summary>
    public FieldTrial? Trial
    {
        get => _trial;
        set => _trial = value;
    }

    /// <summary>Why it is to stop; null: it is not.</summary>
    public FieldFinding? Stopped => Volatile.Read(ref _stopped) is >= 0 and var code ? (FieldFinding)code : null;

    /// <summary>Stops it and waits until that is on record.</summary>
    public async Task StopAsync(FieldFinding why)
    {
        if (Interlocked.CompareExchange(ref _stopped, (int)why, -1) == -1)
        {
            try
            {
                await _stop.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                return; // it has just ended by itself
            }
        }

        await (Run ?? Task.CompletedTask);
    }

    public void Dispose() => _stop.Dispose();
}
