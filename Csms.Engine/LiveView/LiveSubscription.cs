using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Engine.LiveView;

/// <summary>One reader's wish to know when something changed.</summary>
internal sealed class LiveSubscription(LiveBoard board, LiveScope scope, StationId? station, Action changed, TimeProvider time) : IThreadPoolWorkItem, IDisposable
{
    // The notice runs as its reader, not as whoever happened to start the board's timer: the reader's culture hangs on it.
    private readonly ExecutionContext? _reader = ExecutionContext.Capture();
    private readonly NoticePace _pace = new(time);
    private int _dirty;
    private volatile bool _ended;

    /// <summary>Something changed; the reader hears of it at once when it has heard little of late, else in its turn. Called on a station's path.</summary>
    public void Mark(StationState state)
    {
        if ((station is null || station == state.Id) && scope.Sees(state) && Interlocked.Exchange(ref _dirty, 1) == 0 && _pace.IsItsTurn)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Tells the reader what waits, when its last notice is long enough ago.</summary>
    public void TellInTurn()
    {
        if (Volatile.Read(ref _dirty) == 1 && _pace.IsItsTurn)
        {
            Execute();
        }
    }

    /// <inheritdoc/>
    public void Execute()
    {
        if (Interlocked.Exchange(ref _dirty, 0) == 0 || _ended)
        {
            return;
        }

        _pace.Told();
        if (_reader is null)
        {
            changed();
        }
        else
        {
            ExecutionContext.Run(_reader, static tell => ((Action)tell!)(), changed);
        }
    }

    public void Dispose()
    {
        if (!_ended)
        {
            _ended = true;
            board.Remove(this);
        }
    }
}
