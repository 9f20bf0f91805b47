using Csms.Engine.Events;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Stations;

/// <summary>
/// Enters stations that nobody has entered. After a power cut thousands come at once: those that come while an INSERT is under way share the next.
/// </summary>
/// <param name="store">Where they are entered.</param>
/// <param name="entered">Takes the compact number of one that was entered, before anybody who comes later can find its identity taken.</param>
/// <param name="time">For the patience with the store.</param>
internal sealed class StationIntake(StationStore store, Action<StationId, RegistrationStatus, int> entered, TimeProvider time)
{
    private const int MostAtOnce = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private Dictionary<StationId, Entry> _waiting = [];
    private bool _running;

    /// <summary>Enters one station with the defaults of an unknown one; does nothing when its identity is taken.</summary>
    /// <exception cref="NpgsqlException">The store could not take it.</exception>
    /// <exception cref="OperationCanceledException">The station went away, or the store did not answer in time.</exception>
    public Task EnterAsync(StationId id, RegistrationStatus registration, CancellationToken cancellation)
    {
        Entry? entry;
        bool begin;
        lock (_gate)
        {
            if (!_waiting.TryGetValue(id, out entry))
            {
                _waiting.Add(id, entry = new Entry(id, registration));
            }

            begin = !_running;
            _running = true;
        }

        if (begin)
        {
            _ = RunAsync(); // everyone who waits is told how it ended
        }

        return entry.Done.Task.WaitAsync(cancellation);
    }

    private async Task RunAsync()
    {
        while (Take() is { } entries)
        {
            foreach (var some in entries.Chunk(MostAtOnce))
            {
                await EnterAsync(some);
            }
        }
    }

    private List<Entry>? Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _running = false;
                return null;
            }

            var taken = _waiting.Values.ToList();
            _waiting = [];
            return taken;
        }
    }

    private async Task EnterAsync(Entry[] entries)
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience, time);
            var keys = await store.InsertAsync([.. entries.Select(entry => (entry.Id, entry.Registration))], time.GetUtcNow(), limit.Token);
            foreach (var entry in entries)
            {
                if (keys.TryGetValue(entry.Id, out var key))
                {
                    entered(entry.Id, entry.Registration, key);
                }

                entry.Done.SetResult();
            }
        }
        catch (PostgresException) when (entries.Length > 1)
        {
            // One that is refused must not keep the others out.
            foreach (var entry in entries)
            {
                await EnterAsync([entry]);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            foreach (var entry in entries)
            {
                entry.Done.TrySetException(exception);
            }
        }
    }

    private sealed record Entry(StationId Id, RegistrationStatus Registration)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
