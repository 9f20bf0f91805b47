using System.Collections.Concurrent;
using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Ocpp;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Stations.Commands;

/// <summary>
/// Commands to stations, followed through queued → sent → answered → observed. A command to a station that is offline can wait, with an
/// expiry; it leaves when the station is back, in the order given: after the answer to its first word, for a station that has just started knows nothing before its boot is answered.
/// </summary>
public sealed partial class StationCommands : BackgroundService, IStationObserver
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(2);

    private readonly Lazy<StationRegistry> _registry;
    private readonly OpenCommands _open;
    private readonly CommandSender _sender;
    private readonly TimeProvider _time;
    private readonly ILogger<StationCommands> _logger;
    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private readonly ConcurrentDictionary<StationId, Task> _leaving = new();
    private readonly FirstWords _firstWords;

    internal StationCommands(Lazy<StationRegistry> registry, OpenCommands open, CommandSender sender, TimeProvider time, ILogger<StationCommands> logger)
    {
        _registry = registry;
        _open = open;
        _sender = sender;
        _time = time;
        _firstWords = new FirstWords(time);
        _logger = logger;
    }

    /// <summary>Raised when a command that was sent got its answer, or none. Returns at once.</summary>
    public event Action<StationCommand>? Ended;

    /// <summary>Sends a command now and waits for the station's answer; one that may wait for its station ends as queued when that is away.</summary>
    public async Task<StationCommand> ExecuteAsync(CommandRequest request, CancellationToken cancellation)
    {
        var life = await BeginAsync(request);
        await Start(life).WaitAsync(cancellation);
        return life.Command;
    }

    /// <summary>Gives a command and does not wait for the answer; its life is followed with <see cref="Watch"/>. One that may wait for its station is in the store by now.</summary>
    public async Task<StationCommand> GiveAsync(CommandRequest request)
    {
        var life = await BeginAsync(request);
        var given = life.Command;
        _ = Start(life); // owned through _running
        return given;
    }

    /// <summary>Gives a command for which nobody waits, to a station that is here or not at all.</summary>
    internal void Post(CommandRequest request)
    {
        var life = new CommandLife((request with { WaitFor = null }).Given(_time.GetUtcNow()));
        _open.Add(life);
        _ = Start(life); // owned through _running
    }

    /// <summary>A command that is not over; null when it is (see <see cref="CommandStore"/>).</summary>
    public StationCommand? Find(Guid id) => _open.Find(id)?.Command;

    /// <summary>A command as it is now, also one that is over; null when there is none.</summary>
    public Task<StationCommand?> ReadAsync(Guid id, CancellationToken cancellation) => _open.ReadAsync(id, cancellation);

    /// <summary>Commands of a station that are not over, oldest first.</summary>
    public IReadOnlyList<StationCommand> OpenOf(StationId station) => [.. _open.OfStation(station).Select(life => life.Command)];

    /// <summary>Calls back at every step of a command's life until disposed; null when the command is over.</summary>
    public IDisposable? Watch(Guid id, Action<StationCommand> changed)
    {
        if (_open.Find(id) is not { } life)
        {
            return null;
        }

        life.Changed += changed;
        return new Subscription(() => life.Changed -= changed);
    }

    /// <summary>Withdraws a command that still waits for its station; false when it has left.</summary>
    public async Task<bool> WithdrawAsync(Guid id, CancellationToken cancellation)
    {
        if (_open.Find(id) is not { } life || !life.TryLeave(CommandStage.Queued, command => command with { Stage = CommandStage.Withdrawn }))
        {
            return false;
        }

        await Own(_open.CloseAsync(life)).WaitAsync(cancellation);
        return true;
    }

    void IStationObserver.Changed(StationState? before, StationState after)
    {
        if (after.Link == before?.Link)
        {
            return;
        }

        if (after.Link == LinkState.Online && _open.OfStation(after.Id).Any(life => life.Command.Stage == CommandStage.Queued))
        {
            _firstWords.Await(after.Id);
        }
        else
        {
            _firstWords.Remove(after.Id);
        }
    }

    void IStationObserver.Answered(StationState state, StationMessage message)
    {
        if (_firstWords.Remove(state.Id))
        {
            LeaveInOrder(state.Id);
        }
    }

    void IStationObserver.Removed(StationState state)
    {
        _firstWords.Remove(state.Id);
        foreach (var life in _open.OfStation(state.Id))
        {
            life.TryLeave(CommandStage.Queued, command => command with { Stage = CommandStage.NotSent, Fault = Statement.Of(CommandFault.StationDeleted) });
            Own(_open.CloseAsync(life));
        }
    }

    void IStationObserver.Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        foreach (var life in _open.OfStation(state.Id))
        {
            if (life.See(message, at))
            {
                Own(_open.CloseAsync(life));
            }
        }
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await _open.ResumeAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll([.. _running.Keys, .. _leaving.Values]).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TickInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Tick(_time.GetUtcNow());
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    /// <summary>A command that may wait is stored before anyone hears that it waits: a crash does not forget it.</summary>
    private async Task<CommandLife> BeginAsync(CommandRequest request)
    {
        var command = request.Given(_time.GetUtcNow());
        var life = new CommandLife(command.HasSecret ? command with { ExpiresAt = null } : command);
        if (life.Command.ExpiresAt is not null && !await _open.SaveAsync(life))
        {
            life.Set(each => each with { Stage = CommandStage.NotSent, Fault = Statement.Of(CommandFault.NotStored) });
            return life;
        }

        _open.Add(life);
        if (life.Command.ExpiresAt is not null)
        {
            foreach (var older in _open.Supersede(life)) _ = Own(_open.CloseAsync(older)); // owned through _running
        }

        return life;
    }

    /// <summary>A command that is given leaves behind those that still wait for the station's first word: an older one that left after it would undo it.</summary>
    private Task Start(CommandLife life)
    {
        var station = life.Command.Station;
        return LinkOf(station) is not null && _firstWords.Remove(station) && LeaveInOrder(station) is { } turn ? Own(BehindAsync(turn, life)) : Run(life);
    }

    private async Task BehindAsync(Task turn, CommandLife life)
    {
        await turn;
        if (life.Command.Stage == CommandStage.Queued) await Run(life);
    }

    private Task Run(CommandLife life) => Own(life.Attempt(() => RunAsync(life)));

    private Task Own(Task task)
    {
        _running[task] = 0;
        return task.ContinueWith(_ => _running.TryRemove(task, out byte _), TaskScheduler.Default);
    }

    /// <summary>What waits for a station leaves, one after the other: the next when the one before it is settled.</summary>
    /// <returns>Until they have left; null: nothing waits, or they are leaving already.</returns>
    private Task? LeaveInOrder(StationId station)
    {
        if (!_open.OfStation(station).Any(life => life.Command.Stage == CommandStage.Queued)) return null;
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_leaving.TryAdd(station, turn.Task)) return null;
        _ = LeaveInOrderAsync(station, turn); // owned through _leaving
        return turn.Task;
    }

    private async Task LeaveInOrderAsync(StationId station, TaskCompletionSource turn)
    {
        await Task.Yield();
        IStationLink? tried;
        do
        {
            tried = LinkOf(station);
            foreach (var life in _open.OfStation(station))
            {
                if (life.Command.Stage == CommandStage.Queued) await Run(life);
            }
        }
        while (LinkOf(station) is { } link && link != tried);

        _leaving.TryRemove(station, out _); // an opening that falls between is seen by the tick
        turn.SetResult();
    }

    private async Task RunAsync(CommandLife life)
    {
        await Task.Yield();
        try
        {
            IStationLink? tried;
            do
            {
                tried = LinkOf(life.Command.Station);
                await TryAsync(life, tried);
            }
            while (life.Command.Stage == CommandStage.Queued && LinkOf(life.Command.Station) is { } link && link != tried);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogFailed(exception, life.Command.Station, life.Command.Action);
            life.Set(command => command.IsOver ? command : command with { Stage = CommandStage.NoAnswer, Fault = Statement.Of(CommandFault.EngineFailed) });
        }

        if (life.Command is { SentAt: not null } sent)
        {
            Ended?.Invoke(sent);
        }

        await (life.Command.IsOver ? _open.CloseAsync(life) : _open.SaveAsync(life));
    }

    private IStationLink? LinkOf(StationId station) => _registry.Value.TryGet(station, out var actor) ? actor.Link : null;

    private async Task TryAsync(CommandLife life, IStationLink? link)
    {
        var command = life.Command;
        if (command.Stage != CommandStage.Queued)
        {
            return;
        }

        if (command.ExpiresAt <= _time.GetUtcNow())
        {
            Expire(life);
        }
        else if (link is not null && _registry.Value.TryGet(command.Station, out var actor))
        {
            await _sender.SendAsync(life, actor, link);
        }
        else if (command.ExpiresAt is null)
        {
            life.TryLeave(CommandStage.Queued, each => each with { Stage = CommandStage.NotSent, Fault = Statement.Of(CommandFault.NotConnected) });
        }
    }

    /// <summary>What time alone changes, and what an earlier attempt left behind.</summary>
    private void Tick(DateTimeOffset now)
    {
        foreach (var life in _open.All)
        {
            var command = life.Command;
            if (life.IsUnderWay)
            {
                continue;
            }

            if (command.Stage == CommandStage.Queued && command.ExpiresAt <= now)
            {
                Expire(life);
            }
            else if (command.Stage == CommandStage.Queued && LinkOf(command.Station) is not null && !_firstWords.IsAwaited(command.Station, now))
            {
                LeaveInOrder(command.Station); // its record could not be written when its turn came, or the link came up in between
            }
            else if (command.Stage == CommandStage.Answered && command.WatchUntil <= now)
            {
                life.TryLeave(CommandStage.Answered, each => each with { WatchUntil = null });
                life.Close();
            }

            if (life.IsClosed || life.Command.IsOver)
            {
                Own(_open.CloseAsync(life));
            }
        }
    }

    private static void Expire(CommandLife life) => life.TryLeave(
        CommandStage.Queued, each => each with { Stage = CommandStage.Expired, Fault = Statement.Of(CommandFault.NotBack) });

    [LoggerMessage(3100, LogLevel.Error, "Station {Station}: command {Action} failed inside the engine")]
    private partial void LogFailed(Exception exception, StationId station, string action);

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
