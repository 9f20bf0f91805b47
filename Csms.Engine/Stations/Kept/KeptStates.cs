using System.Collections.Concurrent;
using System.Globalization;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Stations.Kept;

/// <summary>What is known of stations in one respect: in memory, and behind it in the store; of most stations nothing. Any thread.</summary>
/// <param name="none">Nothing is known.</param>
/// <param name="make">An entry, from the compact number of its station and what stands in the store.</param>
/// <param name="save">Writes the state of a station; an older one that comes late is not taken.</param>
/// <param name="changed">Told of every change. Returns at once.</param>
internal sealed class KeptStates<T, TEntry>(T none, Func<int, T, TEntry> make, Func<int, T, CancellationToken, Task> save, Action<StationId> changed)
    where T : class, IRevised
    where TEntry : KeptState<T>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<StationId, TEntry> _entries = new();

    /// <summary>All of which something is known.</summary>
    public IEnumerable<(StationId Station, T State)> All => _entries.Select(pair => (pair.Key, pair.Value.Current));

    /// <summary>Compact numbers of stations from the notices of the store; null: all.</summary>
    public static IReadOnlyCollection<int>? Keys(IReadOnlyCollection<string>? ids) => ids?.Select(id => int.TryParse(id, CultureInfo.InvariantCulture, out var key) ? key : 0).ToHashSet();

    /// <summary>The state of a station.</summary>
    public T Find(StationId station) => Entry(station)?.Current ?? none;

    /// <summary>The entry of a station; null: nothing is known of it.</summary>
    public TEntry? Entry(StationId station) => _entries.GetValueOrDefault(station);

    /// <summary>Takes in what another node has written, or what stands in the store at start.</summary>
    public void TakeOver(IEnumerable<StationState> stations, IReadOnlyDictionary<int, T> stored)
    {
        if (stored.Count == 0) return;
        foreach (var station in stations)
        {
            if (!stored.TryGetValue(station.Key, out var state)) continue;
            var read = make(station.Key, state);
            var entry = _entries.GetOrAdd(station.Id, read);
            if (ReferenceEquals(entry, read) || entry.TakeOver(state)) changed(station.Id);
        }
    }

    /// <summary>Takes a step with what is known of a station; false when the step gives the same back.</summary>
    public bool Step(StationState station, Func<T, T> step)
    {
        var entry = Entry(station.Id);
        if (entry is null)
        {
            if (ReferenceEquals(step(none), none)) return false; // of most stations nothing is known
            entry = _entries.GetOrAdd(station.Id, make(station.Key, none));
        }

        if (!entry.Step(step)) return false;
        changed(station.Id);
        return true;
    }

    /// <summary>Until the host ends, each second: what time changes, and what could not be stored before.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="pass">What a state becomes by then, the same back when nothing changes; null: time changes nothing.</param>
    /// <param name="failed">Told of each that can't be stored.</param>
    /// <param name="stopping">The host ends.</param>
    public async Task KeepAsync(TimeProvider time, Func<T, DateTimeOffset, T>? pass, Action<Exception> failed, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                var now = time.GetUtcNow();
                if (pass is not null) PassAll(before => pass(before, now));
                await WriteAllAsync(failed, stopping);
            }
        }
        catch (OperationCanceledException)
        {
            return; // what is left is written when the service stops
        }
    }

    /// <summary>Time passes for all of which something is known.</summary>
    public void PassAll(Func<T, T> step)
    {
        foreach (var (station, entry) in _entries)
        {
            if (entry.Pass(step)) changed(station);
        }
    }

    /// <summary>The station is no more.</summary>
    public void Remove(StationId station) => _entries.TryRemove(station, out _);

    /// <summary>Ends when what is known of a station is stored.</summary>
    public Task WriteAsync(StationId station, CancellationToken cancellation) => Entry(station)?.WriteAsync(save, cancellation) ?? Task.CompletedTask;

    /// <summary>Stores what could not be stored before; one that can't be does not hold up the others.</summary>
    /// <param name="failed">Told of each that can't.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task WriteAllAsync(Action<Exception> failed, CancellationToken cancellation)
    {
        foreach (var (_, entry) in _entries)
        {
            if (entry.IsWritten) continue;
            try
            {
                await entry.WriteAsync(save, cancellation);
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
            {
                failed(exception);
            }
        }
    }
}
