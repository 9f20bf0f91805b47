using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Reservations;

/// <summary>
/// Every reservation: those in force in memory, all in the store. Kept right by what stations answer and tell, whoever gave the command, and by our own
/// clock: 1.6 does not tell when one expires.
/// </summary>
public sealed partial class ReservationBook : BackgroundService, ICommandFollower, IStationObserver, IStationDesk, IKeepsEntered
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>How long an ended reservation stays in memory: a transaction that names it may come late.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(StationId Station, int Id), Kept> _kept = new();
    private readonly ReservationStore _store;
    private readonly StationRegistry _registry;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private long _saves;

    internal ReservationBook(ReservationStore store, StationRegistry registry, TimeProvider time, ILogger<ReservationBook> logger)
    {
        _store = store;
        _registry = registry;
        _time = time;
        _logger = logger;
    }

    /// <summary>Something about a station's reservations has changed. Returns at once.</summary>
    public event Action<StationId>? Changed;

    /// <inheritdoc/>
    public string Kind => EnteredKinds.Reservation;

    /// <summary>Those in force at a station, the one that ends first before the others.</summary>
    public IReadOnlyList<Reservation> ActiveOf(StationId station) =>
        [.. _kept.Where(pair => pair.Key.Station == station && pair.Value.Now.IsActive).Select(pair => pair.Value.Now).OrderBy(reservation => reservation.ExpiresAt)];

    /// <summary>The one in force on an EVSE, or null.</summary>
    public Reservation? ActiveOn(StationId station, int evseId) => _kept.IsEmpty ? null : ActiveOf(station).FirstOrDefault(reservation => reservation.EvseId == evseId);

    /// <summary>How long a place was kept for a charge that begins then, as far as it is remembered; null: it is not. From memory: asked on a message's path.</summary>
    /// <param name="station">Where.</param>
    /// <param name="id">The reservation that the charge uses.</param>
    /// <param name="at">UTC.</param>
    public TimeSpan? HeldUntil(StationId station, int id, DateTimeOffset at)
    {
        if (!_kept.TryGetValue((station, id), out var kept)) return null;
        var reservation = kept.Now;
        var until = at < reservation.ExpiresAt ? at : reservation.ExpiresAt; // nobody kept it any longer
        return until > reservation.CreatedAt ? until - reservation.CreatedAt : TimeSpan.Zero;
    }

    /// <summary>Newest first; what was said before the call is included.</summary>
    public async Task<IReadOnlyList<ReservationRow>> ListAsync(ReservationQuery query, CancellationToken cancellation)
    {
        await WriteAsync(cancellation);
        return await _store.ListAsync(query, cancellation);
    }

    /// <summary>The newest with a number, or null.</summary>
    public async Task<Reservation?> FindAsync(int id, CancellationToken cancellation)
    {
        await WriteAsync(cancellation);
        return (await _store.FindAsync(id, cancellation))?.Reservation;
    }

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        var keys = ids?.Select(id => int.TryParse(id, CultureInfo.InvariantCulture, out var key) ? key : 0).ToHashSet();
        var began = Interlocked.Read(ref _saves);
        foreach (var row in await _store.RecentAsync(keys, _time.GetUtcNow() - Remembered, cancellation))
        {
            if (_registry.Find(row.Reservation.Station) is not { } station) continue;
            var read = new Kept(station.Key, row.Reservation);
            read.Saved(row.Reservation, 0, began);
            var kept = _kept.GetOrAdd((station.Id, row.Reservation.Id), read);
            if (ReferenceEquals(kept, read) || kept.TakeOver(row.Reservation, began)) Changed?.Invoke(station.Id);
        }
    }

    /// <inheritdoc/>
    public async Task AnsweredAsync(StationState station, StationCommand command, JsonElement body, CommandReading reading, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(reading);
        switch (command.Action)
        {
            case "ReserveNow" when reading.Status == "Accepted" && ReservationSteps.Made(station.Id, body, command.Actor, _time.GetUtcNow()) is { } made:
                _kept[(station.Id, made.Id)] = new Kept(station.Key, made); // the same number replaces
                Changed?.Invoke(station.Id);
                break;

            // Rejected: the station has none with this number (2.1 H02).
            case "CancelReservation" when reading.Status is "Accepted" or "Rejected" && ReservationSteps.Number(body, "reservationId") is { } id:
                var now = _time.GetUtcNow();
                Step(station.Id, id, before => ReservationSteps.Ended(before, reading.Status == "Accepted" ? ReservationState.Cancelled : ReservationState.Removed, now));
                break;
            default:
                return;
        }

        await WriteAsync(cancellation);
    }

    bool IStationDesk.Takes(StationMessage message) => message is ReservationStatusReported;

    /// <summary>What the station says of a reservation's end is stored before it is answered.</summary>
    async Task<StationAnswer?> IStationDesk.AnswerAsync(StationState station, StationMessage message, CancellationToken cancellation)
    {
        var told = (ReservationStatusReported)message;
        var now = _time.GetUtcNow();
        Step(station.Id, told.ReservationId, before => ReservationSteps.Ended(before, ReservationSteps.EndOf(told.Status), now));
        await WriteAsync(cancellation);
        return null;
    }

    void IStationObserver.Changed(StationState? before, StationState after)
    {
        if (_kept.IsEmpty || before is null || before.Sessions == after.Sessions) return;
        foreach (var session in after.Sessions.Sessions)
        {
            if (session.ReservationId is { } id && before.Sessions.ById(session.Id)?.ReservationId != id)
            {
                var now = _time.GetUtcNow();
                Step(after.Id, id, reservation => ReservationSteps.Used(reservation, session.Id.Value, now));
            }
        }
    }

    void IStationObserver.Removed(StationState state)
    {
        foreach (var key in _kept.Keys.Where(key => key.Station == state.Id)) _kept.TryRemove(key, out _);
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAgainAsync(null, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _writing.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Expire(_time.GetUtcNow());
                try
                {
                    await WriteAsync(stoppingToken);
                }
                catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
                {
                    LogNotStored(exception);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private void Expire(DateTimeOffset now)
    {
        foreach (var (key, kept) in _kept)
        {
            if (kept.Now.IsActive && kept.Now.ExpiresAt <= now) Step(key.Station, key.Id, before => ReservationSteps.Ended(before, ReservationState.Expired, before.ExpiresAt));
            else if (kept.Now.EndedAt + Remembered <= now && kept.IsWritten) _kept.TryRemove(new(key, kept));
        }
    }

    private void Step(StationId station, int id, Func<Reservation, Reservation> step)
    {
        if (_kept.TryGetValue((station, id), out var kept) && kept.Step(step)) Changed?.Invoke(station);
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        if (_kept.Values.All(kept => kept.IsWritten)) return;
        await _writing.WaitAsync(cancellation);
        try
        {
            foreach (var kept in _kept.Values.Where(kept => !kept.IsWritten))
            {
                await WriteAsync(kept, cancellation);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    // What was decided here was decided on what this node knew: where another has written meanwhile, it is decided again on that.
    private async Task WriteAsync(Kept kept, CancellationToken cancellation)
    {
        while (!kept.IsWritten)
        {
            var (now, before, steps) = kept.Unwritten;
            if (before is null) await _store.SaveAsync(kept.StationKey, now, cancellation);
            else if (!await _store.StepAsync(kept.StationKey, before, now, cancellation) && await _store.StandingAsync(kept.StationKey, now.Id, cancellation) is { } standing)
            {
                kept.Lost(standing, Interlocked.Increment(ref _saves));
                Changed?.Invoke(now.Station);
                continue;
            }

            kept.Saved(now, steps, Interlocked.Increment(ref _saves));
        }
    }

    [LoggerMessage(3700, LogLevel.Warning, "What is known of reservations could not be stored; it is tried again")]
    private partial void LogNotStored(Exception exception);

    /// <summary>One reservation: as it is, as it stands in the store, and the steps between them.</summary>
    private sealed class Kept(int stationKey, Reservation now)
    {
        private readonly Lock _gate = new();
        private readonly List<Func<Reservation, Reservation>> _steps = [];
        private Reservation _now = now;
        private Reservation? _written;
        private long _saved;

        public int StationKey => stationKey;

        public Reservation Now => Volatile.Read(ref _now);

        public bool IsWritten => ReferenceEquals(Now, Volatile.Read(ref _written));

        /// <summary>As it is, as it stands (null: not at all), and how many steps lie between.</summary>
        public (Reservation Now, Reservation? Before, int Steps) Unwritten
        {
            get
            {
                lock (_gate) return (_now, _written, _steps.Count);
            }
        }

        /// <summary>It stands in the store.</summary>
        /// <param name="what">As written.</param>
        /// <param name="steps">How many steps are in that.</param>
        /// <param name="number">Of this node's writes.</param>
        public void Saved(Reservation what, int steps, long number)
        {
            lock (_gate)
            {
                Volatile.Write(ref _written, what);
                _steps.RemoveRange(0, steps);
                _saved = number;
            }
        }

        /// <summary>Another node was first: the steps go on from what it has written; not from a new reservation that has the number now.</summary>
        /// <param name="standing">As it stands.</param>
        /// <param name="number">Of this node's writes.</param>
        public void Lost(Reservation standing, long number)
        {
            lock (_gate)
            {
                if (_written is { } before && (standing.CreatedAt - before.CreatedAt).Duration() >= TimeSpan.FromMicroseconds(1)) _steps.Clear();
                Volatile.Write(ref _written, standing);
                Volatile.Write(ref _now, _steps.Aggregate(standing, static (before, step) => step(before)));
                if (ReferenceEquals(_now, standing)) _steps.Clear();
                _saved = number;
            }
        }

        /// <summary>Another node has written something else; what is not written here yet is newer, and so is what was written after the reading had begun.</summary>
        public bool TakeOver(Reservation read, long began)
        {
            lock (_gate)
            {
                if (!IsWritten || _saved > began || read == _now) return false;
                Volatile.Write(ref _written, read);
                Volatile.Write(ref _now, read);
                return true;
            }
        }

        public bool Step(Func<Reservation, Reservation> step)
        {
            lock (_gate)
            {
                var after = step(_now);
                if (ReferenceEquals(after, _now)) return false;
                _steps.Add(step);
                Volatile.Write(ref _now, after);
                return true;
            }
        }
    }
}
