using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Prices;
using Csms.Engine.Sessions;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Stations;

/// <summary>The network's list of stations as people keep it: enter, change, remove.</summary>
public sealed partial class StationDirectory : IKeepsEntered, IDisposable
{
    private const string EndedBy = "csms", StationRemoved = "The station was removed.";

    // People's changes one after the other: each is made from what the one before has left, in memory and in the store.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly StationRegistry _registry;
    private readonly StationStore _store;
    private readonly StationIntake _intake;
    private readonly SessionStore _sessions;
    private readonly StationPasswords _passwords;
    private readonly StationServices _services;
    private readonly IOptions<StationOptions> _options;
    private readonly ILogger<StationDirectory> _logger;

    internal StationDirectory(
        StationRegistry registry,
        StationStore store,
        SessionStore sessions,
        StationPasswords passwords,
        StationServices services,
        IOptions<StationOptions> options,
        ILogger<StationDirectory> logger)
    {
        _registry = registry;
        _store = store;
        _intake = new StationIntake(store, BeginUnknown, services.Time);
        _sessions = sessions;
        _passwords = passwords;
        _services = services;
        _options = options;
        _logger = logger;
    }

    /// <summary>Raised when a station's registration is set to Accepted while it is connected: it should boot again (CONTRACTS 23).</summary>
    public event Action<StationId>? Accepted;

    /// <summary>A station has connected with a password (its hash) that it was given and had not shown before. Raised on the handshake's path: returns at once.</summary>
    internal event Action<StationId, string>? ShownNewPassword;

    /// <summary>A station as of now, or null.</summary>
    public StationState? Find(StationId id) => _registry.Find(id);

    /// <summary>Enters a station or changes what people entered about it.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="change">From what is entered (or the defaults of a new station) to what shall be.</param>
    /// <param name="cancellation">Gives up before the write.</param>
    /// <returns>The profile before (null when new) and the station after.</returns>
    public async Task<(StationProfile? Before, StationState After)> PutAsync(
        StationId id, Func<StationProfile, StationProfile> change, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_registry.TryGet(id, out var known))
            {
                return await ChangeAsync(known, change, cancellation);
            }

            return await AddAsync(id, change(new StationProfile()), cancellation) is { } added
                ? (null, added.State)
                : await ChangeAsync(await EnteredMeanwhileAsync(id, cancellation), change, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    internal void Shown(StationId id, string hash) => ShownNewPassword?.Invoke(id, hash);

    private async Task<(StationProfile? Before, StationState After)> ChangeAsync(
        StationActor actor, Func<StationProfile, StationProfile> entered, CancellationToken cancellation)
    {
        // What a person enters ends a change of password that is under way.
        StationProfile change(StationProfile before) => entered(before) is var after && after.PasswordHash != before.PasswordHash && after.NewPasswordHashes == before.NewPasswordHashes
            ? after with { NewPasswordHashes = null } : after;
        await _store.UpdateAsync(actor.Id, change(actor.State.Profile), cancellation);
        return await TakeAsync(actor, change);
    }

    private async Task<(StationProfile? Before, StationState After)> TakeAsync(StationActor actor, Func<StationProfile, StationProfile> change, bool asRead = false)
    {
        var before = actor.State.Profile;
        var after = change(before);
        if (before.PasswordHash is { } old && old != after.PasswordHash)
        {
            _passwords.Forget(old);
        }

        var state = await actor.DoAsync((current, _) => new Decision
        {
            State = (asRead ? current.Read(change(current.Profile)) : current with { Profile = change(current.Profile) }).Next(),
            Answer = Acknowledged.Instance,
        }) ?? actor.State;
        if (before.Registration != RegistrationStatus.Accepted && after.Registration == RegistrationStatus.Accepted)
        {
            Accepted?.Invoke(actor.Id);
        }

        return (before, state);
    }

    /// <summary>Removes a station and ends its connection; false when there is none. Its sessions stay: those that run are ended first, else nobody could, and no card would pay for them.</summary>
    public async Task<bool> DeleteAsync(StationId id, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (!_registry.TryGet(id, out var station))
            {
                return false;
            }

            await EndSessionsAsync(station);
            await _store.DeleteAsync(id, cancellation);
            await TakeOffAsync(id);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public string Kind => EnteredKinds.Station;

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var asked = ids?.Select(StationId.Parse).ToList();
            var held = asked ?? [.. _registry.Actors.Select(actor => actor.Id)]; // before the look: who comes later is not gone
            var profiles = await _store.ProfilesAsync(asked, cancellation);
            foreach (var (id, (key, profile)) in profiles)
            {
                if (!_registry.TryGet(id, out var known))
                {
                    Begin(new StationActor(new StationState { Id = id, Key = key, Profile = profile }, _services));
                }
                else if (known.State.Profile != profile || known.State.UnstoredProfile is not null)
                {
                    await TakeAsync(known, _ => profile, asRead: true);
                }
            }

            foreach (var gone in held.Where(id => !profiles.ContainsKey(id)))
            {
                await TakeOffAsync(gone);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private static async Task EndSessionsAsync(StationActor station)
    {
        var after = await station.DoAsync((state, now) => OwnDecisions.CloseAll(state, EndedBy, StationRemoved, now)) ?? station.State;
        if (after.Sessions.Sessions.Any(session => session.IsActive))
        {
            throw new StorageException($"The sessions that run at {station.Id} could not be ended. The station is not removed.");
        }
    }

    private async Task TakeOffAsync(StationId id)
    {
        if (_registry.TryRemove(id, out var actor))
        {
            await actor.RemoveAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>Ends a session by a person's decision; null when it does not run (CONTRACTS 13).</summary>
    public async Task<Session?> CloseSessionAsync(Session session, string actor, string reason)
    {
        if (!_registry.TryGet(session.StationId, out var station))
        {
            return null;
        }

        var state = await station.DoAsync((current, now) => OwnDecisions.Close(current, session, actor, reason, now));
        return state?.Sessions.ById(session.Id);
    }

    /// <summary>Wants limits for a running session (2.1 E16), in place of those wanted before; null when it does not run.</summary>
    public async Task<Session?> LimitSessionAsync(Session session, TransactionLimits limits)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (!_registry.TryGet(session.StationId, out var station)) return null;
        var state = await station.DoAsync((current, _) => OwnDecisions.Limit(current, session.Id, limits));
        return state?.Sessions.ById(session.Id);
    }

    /// <summary>Prices a running session by another tariff from now on (2.x I06); null when it does not run, is not priced, or is paid in another currency.</summary>
    public async Task<Session?> RepriceSessionAsync(Session session, Tariff tariff)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (!_registry.TryGet(session.StationId, out var station) || station.State.Sessions.ById(session.Id)?.Price is not { } price) return null;
        var state = await station.DoAsync((current, now) => OwnDecisions.Reprice(current, session.Id, price.Terms with { Tariff = tariff }, now));
        return state?.Sessions.ById(session.Id);
    }

    /// <summary>Takes in a person's decision about a session; null when there is nothing to decide (any more) or its station is gone.</summary>
    public async Task<Session?> ReviewSessionAsync(SessionId id, SessionDecision decision, string actor, string reason, CancellationToken cancellation)
    {
        if (await _sessions.FindAsync(id, cancellation) is not { } session || !_registry.TryGet(session.StationId, out var station))
        {
            return null;
        }

        var done = await station.DoAsync((current, now) => OwnDecisions.Review(current, session, decision, actor, reason, now));
        return done is null ? null : done.Sessions.ById(id) ?? await _sessions.FindAsync(id, cancellation);
    }

    /// <summary>Closes sessions whose EVSE has been Available for long enough.</summary>
    internal void Sweep(TimeSpan grace)
    {
        var now = _services.Time.GetUtcNow();
        foreach (var actor in _registry.Actors)
        {
            foreach (var session in actor.State.Sessions.Sessions)
            {
                if (session.IsActive && session.AvailableSince is { } since && now - since >= grace)
                {
                    actor.Do((state, at) => OwnDecisions.Sweep(state, at, grace));
                    break;
                }
            }
        }
    }

    /// <summary>Rebuilds every station from the store; once, at start.</summary>
    internal async Task LoadAsync(CancellationToken cancellation)
    {
        var started = _services.Time.GetUtcNow();
        await _store.EndLinksAsync(cancellation);
        var states = await _store.LoadAsync(cancellation);
        var books = await _sessions.BooksAsync(started - TimeSpan.FromDays(7), cancellation);
        foreach (var state in states)
        {
            var whole = books.TryGetValue(state.Id, out var book) ? OwnDecisions.Resumed(state with { Sessions = book }, started) : state;
            Begin(new StationActor(whole, _services));
        }

        _registry.IsLoaded = true;
        LogLoaded(states.Count, books.Sum(pair => pair.Value.Sessions.Count(session => session.IsActive)), (_services.Time.GetUtcNow() - started).TotalSeconds);
    }

    internal async Task<StationActor?> AddUnknownAsync(StationId id, CancellationToken cancellation)
    {
        try
        {
            await _intake.EnterAsync(id, _options.Value.UnknownRegistration, cancellation);
        }
        catch (Exception exception) when (exception is NpgsqlException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            LogEnterFailed(exception, id);
            return null;
        }

        if (!_registry.TryGet(id, out var actor))
        {
            // A person enters it at this moment: in the store already, in memory when that turn is over.
            await _turn.WaitAsync(cancellation);
            _turn.Release();
            _registry.TryGet(id, out actor);
        }

        return actor;
    }

    /// <summary>A station whose identity was taken between our look and our write: it connected just then, unknown.</summary>
    private async Task<StationActor> EnteredMeanwhileAsync(StationId id, CancellationToken cancellation)
    {
        await _intake.EnterAsync(id, _options.Value.UnknownRegistration, cancellation); // through its queue: what was under way is in memory then
        return _registry.TryGet(id, out var actor) ? actor : throw new InvalidOperationException($"Station {id} is in the store and not in memory.");
    }

    private void BeginUnknown(StationId id, RegistrationStatus registration, int key)
    {
        Begin(new StationActor(new StationState { Id = id, Key = key, Profile = new StationProfile { Registration = registration } }, _services));
        LogUnknownEntered(id, registration);
    }

    private async Task<StationActor?> AddAsync(StationId id, StationProfile profile, CancellationToken cancellation)
    {
        if (await _store.InsertAsync(id, profile, _services.Time.GetUtcNow(), cancellation) is not { } key)
        {
            return null;
        }

        var actor = new StationActor(new StationState { Id = id, Key = key, Profile = profile }, _services);
        Begin(actor);
        return actor;
    }

    private void Begin(StationActor actor)
    {
        var state = actor.State; // once it is in the registry it may connect at any moment
        if (!_registry.TryAdd(actor))
        {
            return;
        }

        foreach (var session in state.Sessions.Sessions)
        {
            if (session is { IsActive: true, Token: { } token })
            {
                _services.Running.Begin(token.Value, session.Id, session.StationId, session.EvseId);
            }
        }

        _services.Observers.Changed(null, state);
    }

    [LoggerMessage(2220, LogLevel.Information, "{Stations} stations and {Sessions} running sessions rebuilt in {Seconds:F2} s")]
    private partial void LogLoaded(int stations, int sessions, double seconds);

    [LoggerMessage(2221, LogLevel.Information, "Station {Station} was not registered and is entered as {Registration}")]
    private partial void LogUnknownEntered(StationId station, RegistrationStatus registration);

    [LoggerMessage(2222, LogLevel.Warning, "Station {Station} could not be entered")]
    private partial void LogEnterFailed(Exception exception, StationId station);
}
