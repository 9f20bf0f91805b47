using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Engine.LiveView;

/// <summary>One reader's wish to know when something changed.</summary>
internal sealed class LiveSubscription(LiveBoard board, LiveScope scope, StationId? station, Action changed) : IDisposable
{
    // The notice runs as its reader, not as whoever happened to start the board's timer: the reader's culture hangs on it.
    private readonly ExecutionContext? _reader = ExecutionContext.Capture();
    private int _dirty;
    private volatile bool _ended;

    /// <summary>Something changed; the reader hears of it with the next notice.</summary>
    public void Mark(StationState state)
    {
        if ((station is null || station == state.Id) && scope.Sees(state))
        {
            Volatile.Write(ref _dirty, 1);
        }
    }

    public void Tell()
    {
        if (Interlocked.Exchange(ref _dirty, 0) == 1 && !_ended)
        {
            if (_reader is null)
            {
                changed();
            }
            else
            {
                ExecutionContext.Run(_reader, static tell => ((Action)tell!)(), changed);
            }
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
