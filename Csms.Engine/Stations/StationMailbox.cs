namespace Csms.Engine.Stations;

/// <summary>
/// The order of one station's work: one item at a time, first come, first served. It runs on the thread pool only while there is something
/// to do; idle it costs a few references. An item whose outcome must be waited for suspends it (ADR 0004): what comes meanwhile queues,
/// and the outcome goes before all of it.
/// </summary>
/// <param name="handle">Handles one item. It never throws: what fails is the owner's to log and to set aside.</param>
internal sealed class StationMailbox(Action<StationWork> handle) : IThreadPoolWorkItem
{
    /// <summary>More messages than this means a station that floods without waiting for answers; the connection's own limit is lower.</summary>
    private const int MessageLimit = 1024;

    private readonly Lock _gate = new();
    private Queue<StationWork>? _queue;
    private StationWork? _outcome;
    private bool _running;
    private bool _suspended;

    /// <summary>Whether the item at hand has suspended the mailbox. Only for the one who handles it.</summary>
    public bool IsSuspended => _suspended;

    /// <summary>Queues an item; false when too many messages wait, which is then nobody's any more. What is our own is always taken.</summary>
    public bool Post(StationWork work)
    {
        lock (_gate)
        {
            _queue ??= new Queue<StationWork>(2);
            if (_queue.Count >= MessageLimit && work is StationWork.Message)
            {
                return false;
            }

            _queue.Enqueue(work);
            if (_running || _suspended)
            {
                return true;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    /// <summary>Nothing further is handled until <see cref="Resume"/>. Called while an item is handled, before what it waits for can end.</summary>
    public void Suspend() => _suspended = true;

    /// <summary>What was waited for is there: it is handled next. Once for every <see cref="Suspend"/>, from any thread.</summary>
    public void Resume(StationWork outcome)
    {
        lock (_gate)
        {
            _outcome = outcome;
            if (_running)
            {
                return; // the one who suspended it is not back yet and finds the outcome
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (Next() is { } work)
        {
            handle(work);
        }
    }

    /// <summary>The next item; null when there is none, or none yet: then the mailbox runs no more.</summary>
    private StationWork? Next()
    {
        lock (_gate)
        {
            if (_outcome is { } outcome)
            {
                _outcome = null;
                _suspended = false;
                return outcome;
            }

            if (!_suspended && _queue is not null && _queue.TryDequeue(out var work))
            {
                return work;
            }

            _running = false;
            _queue = _queue is { Count: 0 } ? null : _queue;
            return null;
        }
    }
}
