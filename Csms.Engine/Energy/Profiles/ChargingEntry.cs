namespace Csms.Engine.Energy.Profiles;

/// <summary>One station in the book: what is known now, and what of it stands in the store.</summary>
/// <param name="stationKey">Compact number of the station.</param>
/// <param name="stored">As it stands in the store.</param>
internal sealed class ChargingEntry(int stationKey, StationCharging stored)
{
    private readonly Lock _gate = new();
    private StationCharging _current = stored;
    private StationCharging _written = stored;
    private Task _writing = Task.CompletedTask;

    public StationCharging Current => Volatile.Read(ref _current);

    /// <summary>Everything that is kept stands in the store.</summary>
    public bool IsWritten => ReferenceEquals(Current, Volatile.Read(ref _written));

    /// <summary>Takes a step; false when it changes nothing.</summary>
    /// <param name="step">Pure.</param>
    public bool Step(Func<StationCharging, StationCharging> step)
    {
        lock (_gate)
        {
            var after = step(_current);
            if (ReferenceEquals(after, _current)) return false;
            Volatile.Write(ref _current, after);
            return true;
        }
    }

    /// <summary>Writes what is not written yet; one write after the other, so that the store never goes back.</summary>
    /// <returns>Ends when what is known as of now, or later, is written; fails as the store does.</returns>
    public Task WriteAsync(ChargingStore store, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _writing = WriteAfterAsync(_writing, store, cancellation);
        }
    }

    private async Task WriteAfterAsync(Task before, ChargingStore store, CancellationToken cancellation)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        var current = Current;
        if (ReferenceEquals(current, _written)) return;
        await store.SaveAsync(stationKey, _written, current, cancellation);
        Volatile.Write(ref _written, current);
    }
}
