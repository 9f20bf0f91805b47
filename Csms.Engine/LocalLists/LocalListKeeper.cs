using System.Collections.Concurrent;
using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.LocalLists;

/// <summary>
/// Brings local lists in step: at the wish of a person, and by itself where a list follows the tokens, a few stations at a time. What fails is tried again,
/// later each time, with a Full update.
/// </summary>
public sealed partial class LocalListKeeper : BackgroundService, IStationObserver
{
    /// <summary>Name under which it gives its commands.</summary>
    public const string Actor = "System";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SweepInterval = TimeSpan.FromHours(1);
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");
    private static readonly JsonElement Limits = JsonElement.Parse(
        """
        {"getVariableData":[{"component":{"name":"LocalAuthListCtrlr"},"variable":{"name":"ItemsPerMessage"}},{"component":{"name":"LocalAuthListCtrlr"},"variable":{"name":"BytesPerMessage"}},{"component":{"name":"LocalAuthListCtrlr"},"variable":{"name":"Entries"}}]}
        """);

    private readonly ConcurrentDictionary<StationId, Task> _running = new();
    private readonly ConcurrentDictionary<StationId, byte> _asked = new(); // for their version, since they booted or we started
    private readonly ConcurrentDictionary<StationId, byte> _askedLimits = new();
    private readonly LocalListBook _book;
    private readonly LocalListStore _store;
    private readonly StationRegistry _registry;
    private readonly StationCommands _commands;
    private readonly VariableStore _variables;
    private readonly LocalListOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal LocalListKeeper(LocalListBook book, LocalListStore store, StationRegistry registry, StationCommands commands, VariableStore variables, IOptions<LocalListOptions> options, TimeProvider time, ILogger<LocalListKeeper> logger)
    {
        _book = book;
        _store = store;
        _registry = registry;
        _commands = commands;
        _variables = variables;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>An update of this station is under way.</summary>
    public bool IsRunning(StationId station) => _running.ContainsKey(station);

    /// <summary>Sends a station its list now.</summary>
    /// <param name="station">Which.</param>
    /// <param name="update">Full: all of it. Differential: what has changed, or all of it where only that is sure.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="cancellation">Ends the waiting, not the sending.</param>
    /// <returns>The command; null: there is nothing to send. While another update of the station is under way this one waits for it.</returns>
    public async Task<StationCommand?> SendAsync(StationState station, ListUpdate update, string actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        while (true)
        {
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var running = _running.GetOrAdd(station.Id, turn.Task);
            if (running == turn.Task)
            {
                var sending = InTurnAsync(station, turn, () => UpdateAsync(station, update == ListUpdate.Full, actor));
                return await sending.WaitAsync(cancellation);
            }

            await running.WaitAsync(cancellation);
        }
    }

    void IStationObserver.Removed(StationState state)
    {
        _asked.TryRemove(state.Id, out _);
        _askedLimits.TryRemove(state.Id, out _);
    }

    void IStationObserver.Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        if (message is BootReported) _asked.TryRemove(state.Id, out _);
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await _book.ReadAgainAsync(null, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_running.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        var swept = _time.GetUtcNow();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    Look();
                    await _book.KeepAllAsync(LogNotStored, stoppingToken);
                    if (_time.GetUtcNow() - swept < SweepInterval) continue;
                    swept = _time.GetUtcNow();
                    _book.Sweep();
                    await _store.SweepAsync(stoppingToken);
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

    /// <summary>Begins what is due, as far as there is room.</summary>
    private void Look()
    {
        var now = _time.GetUtcNow();
        foreach (var id in _book.Automatic)
        {
            if (_running.Count >= _options.AtOnce) return;
            var state = _book.Find(id);
            if (state.NextTry > now || _running.ContainsKey(id) || _registry.Find(id) is not { Link: LinkState.Online, Profile.Registration: RegistrationStatus.Accepted } station) continue;
            var mustAsk = !_asked.ContainsKey(id);
            if (state.IsUnsupported && !mustAsk) continue;
            if (!mustAsk && !state.NeedsFull && ListDifference.Of(state.Held, _book.WantedOf(id).List).Count == 0) continue;
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_running.TryAdd(id, turn.Task)) _ = InTurnAsync(station, turn, () => FollowAsync(station)); // owned through _running
        }
    }

    private async Task<StationCommand?> InTurnAsync(StationState station, TaskCompletionSource turn, Func<Task<StationCommand?>> update)
    {
        await Task.Yield();
        try
        {
            return await update();
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
        {
            LogFailed(exception, station.Id);
            _book.Step(station, state => LocalListSteps.Failed(state, TimeSpan.FromSeconds(_options.RetrySeconds), _time.GetUtcNow()));
            return null;
        }
        finally
        {
            _running.TryRemove(station.Id, out _);
            turn.SetResult();
        }
    }

    /// <summary>By itself: first what the station says it holds, then what it should.</summary>
    private async Task<StationCommand?> FollowAsync(StationState station)
    {
        if (_asked.TryAdd(station.Id, 0))
        {
            var told = await GiveAsync(station, "GetLocalListVersion", Nothing, ListUpdate.Version, 0, Actor);
            if (told.Stage is not (CommandStage.Answered or CommandStage.Observed) && told.OcppError is null)
            {
                _asked.TryRemove(station.Id, out _);
                await PutOffAsync(station);
                return told;
            }
        }

        if (_book.Find(station.Id).IsUnsupported) return null;
        return await UpdateAsync(station, false, Actor);
    }

    private async Task<StationCommand?> UpdateAsync(StationState station, bool full, string actor)
    {
        await ReadLimitsAsync(station, actor);
        var state = _book.Find(station.Id);
        var wanted = _book.WantedOf(station.Id).List;
        if (!full && !state.NeedsFull)
        {
            var difference = ListDifference.Of(state.Held, wanted);
            if (difference.Count == 0) return null;
            if (difference.Count <= wanted.Count)
            {
                var changes = await GiveAsync(station, "SendLocalList", LocalListBody.Changes(difference), ListUpdate.Differential, difference.Count, actor);
                if (IsDone(changes)) return changes;
                if (changes.Status is not ("VersionMismatch" or "Failed"))
                {
                    await PutOffAsync(station);
                    return changes;
                }
            }
        }

        var whole = await GiveAsync(station, "SendLocalList", LocalListBody.Full(wanted), ListUpdate.Full, wanted.Count, actor);
        if (!IsDone(whole)) await PutOffAsync(station);
        return whole;
    }

    /// <summary>What it takes, asked for once where nothing was told.</summary>
    private async Task ReadLimitsAsync(StationState station, string actor)
    {
        var limits = (await _variables.MessageLimitsAsync(station.Key, CancellationToken.None)).GetValueOrDefault("SendLocalList");
        if (limits.Items is null && _askedLimits.TryAdd(station.Id, 0))
        {
            await _commands.ExecuteAsync(new CommandRequest(station.Id, "GetVariables", Limits, actor), CancellationToken.None);
            limits = (await _variables.MessageLimitsAsync(station.Key, CancellationToken.None)).GetValueOrDefault("SendLocalList");
        }

        _book.Learn(station.Id, new LocalListLimits(await _store.EntriesAsync(station.Key, CancellationToken.None), limits.Items, limits.Bytes));
    }

    private async Task<StationCommand> GiveAsync(StationState station, string action, JsonElement body, ListUpdate update, int entries, string actor)
    {
        var command = await _commands.ExecuteAsync(new CommandRequest(station.Id, action, body, actor), CancellationToken.None);
        if (command.Stage is CommandStage.Answered or CommandStage.Observed) return command; // the follower has noted it
        var word = command.OcppError ?? command.Stage.ToString();
        _book.Step(station, state => command.SentAt is null && command.OcppError is null ? state : LocalListSteps.Unanswered(state, update, entries, word, actor, _time.GetUtcNow()));
        return command;
    }

    private async Task PutOffAsync(StationState station)
    {
        _book.Step(station, state => LocalListSteps.Failed(state, TimeSpan.FromSeconds(_options.RetrySeconds), _time.GetUtcNow()));
        await _book.KeepAsync(station.Id, CancellationToken.None);
    }

    private static bool IsDone(StationCommand command) => command.Stage is CommandStage.Answered or CommandStage.Observed && command.Status == "Accepted";

    [LoggerMessage(3710, LogLevel.Warning, "What is known of local lists could not be stored; it is tried again")]
    private partial void LogNotStored(Exception exception);

    [LoggerMessage(3711, LogLevel.Warning, "Station {Station}: its local list could not be brought in step; it is tried again")]
    private partial void LogFailed(Exception exception, StationId station);
}
