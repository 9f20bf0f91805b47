namespace Csms.Engine.Stations.Kept;

/// <summary>What is known of one station in one respect: as it is now, and what of it stands in the store. Any thread.</summary>
/// <param name="stationKey">Compact number of the station.</param>
/// <param name="stored">As it stands in the store.</param>
internal class KeptState<T>(int stationKey, T stored) where T : class, IRevised
{
    private T _current = stored;
    private T _written = stored;
    private Task _writing = Task.CompletedTask;

    /// <summary>As it is now.</summary>
    public T Current => Volatile.Read(ref _current);

    /// <summary>The store has it so.</summary>
    public bool IsWritten => ReferenceEquals(Current, Volatile.Read(ref _written));

    /// <summary>Held while the state changes.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>Changes it; false when the step gives the same back.</summary>
    public bool Step(Func<T, T> step)
    {
        lock (Gate)
        {
            var after = step(_current);
            if (ReferenceEquals(after, _current)) return false;
            Stepped(_current, after);
            Volatile.Write(ref _current, after);
            return true;
        }
    }

    /// <summary>
    /// Time passes: every node reckons what it does from what is stored, and all alike. So it is no change of its own: it raises no revision, which a change
    /// at the station's node could then have as well, and is stored with the next change. False when the step gives the same back.
    /// </summary>
    public bool Pass(Func<T, T> step)
    {
        lock (Gate)
        {
            var after = step(_current);
            if (ReferenceEquals(after, _current)) return false;
            if (after.Revision != _current.Revision) throw new InvalidOperationException("the passing of time is no change of its own");
            if (IsWritten) Volatile.Write(ref _written, after);
            Volatile.Write(ref _current, after);
            return true;
        }
    }

    /// <summary>Another node has written something newer; false when it is not.</summary>
    public bool TakeOver(T newer)
    {
        lock (Gate)
        {
            if (newer.Revision <= _current.Revision) return false;
            Volatile.Write(ref _written, newer);
            Volatile.Write(ref _current, newer);
            return true;
        }
    }

    /// <summary>Writes what is not written yet; one write after the other.</summary>
    /// <param name="save">Writes the state of a station, by its compact number; an older one that comes late is not taken.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task WriteAsync(Func<int, T, CancellationToken, Task> save, CancellationToken cancellation)
    {
        lock (Gate)
        {
            return IsWritten ? Task.CompletedTask : _writing = WriteAfterAsync(_writing, save, cancellation);
        }
    }

    /// <summary>It is about to change, with the gate held.</summary>
    protected virtual void Stepped(T before, T after)
    {
    }

    private async Task WriteAfterAsync(Task before, Func<int, T, CancellationToken, Task> save, CancellationToken cancellation)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        var current = Current;
        if (ReferenceEquals(current, Volatile.Read(ref _written))) return;
        await save(stationKey, current, cancellation);
        Volatile.Write(ref _written, current);
    }
}
