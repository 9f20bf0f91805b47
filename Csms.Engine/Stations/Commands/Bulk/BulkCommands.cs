using System.Collections.Concurrent;
using Csms.Engine.Ocpp;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>
/// Runs commands to many stations, as <see cref="BulkPlan"/> says. Every step is in the store before it is taken, so a run goes on after a
/// restart: a command that may have been sent is never sent again.
/// </summary>
public sealed partial class BulkCommands : BackgroundService
{
    /// <summary>The program's own name where nobody stopped a run but the share of failures.</summary>
    public const string Program = "System";

    /// <summary>After a restart stations have this long to come back before they count as away.</summary>
    private static readonly TimeSpan ComingBack = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    private readonly StationCommands _commands;
    private readonly CommandStore _commandStore;
    private readonly StationRegistry _registry;
    private readonly BulkStore _store;
    private readonly DifferentValues _values;
    private readonly IHostApplicationLifetime _host;
    private readonly TimeProvider _time;
    private readonly ILogger<BulkCommands> _logger;
    private readonly Lazy<IReadOnlyDictionary<string, IBulkGuide>> _guides;
    private readonly ConcurrentDictionary<Guid, BulkProgress> _open = new();

    internal BulkCommands(StationCommands commands, CommandStore commandStore, StationRegistry registry, BulkStore store, Lazy<IEnumerable<IBulkGuide>> guides, Lazy<IEnumerable<IBulkTask>> tasks, DifferentValues values, IHostApplicationLifetime host, TimeProvider time, ILogger<BulkCommands> logger)
    {
        _commands = commands;
        _commandStore = commandStore;
        _registry = registry;
        _store = store;
        _guides = new(() => guides.Value.ToDictionary(guide => guide.Kind));
        _tasks = new(() => tasks.Value.ToDictionary(task => task.Action));
        _values = values;
        _host = host;
        _time = time;
        _logger = logger;
    }

    /// <summary>A run changed, and stands so in the store. Returns at once.</summary>
    public event Action<Guid>? Changed;

    /// <summary>Starts a run; it stands in the store when this returns.</summary>
    public async Task<BulkRun> BeginAsync(BulkOrder order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        var now = _time.GetUtcNow();
        var run = new BulkRun { Id = order.Id ?? Guid.CreateVersion7(now), Kind = order.Kind, Action = order.Action, Body = order.Body, Actor = order.Actor, Reason = order.Reason, Pace = order.Pace, CreatedAt = now };
        var items = order.Targets.Select((target, position) => new BulkItem(position, target.Station, target.SiteId)
        {
            State = target.LeftOut is null ? BulkItemState.Waiting : BulkItemState.LeftOut,
            LeftOut = target.LeftOut,
        }).ToList();
        await _store.AddAsync(run, items, cancellation);
        _open[run.Id] = new BulkProgress(run, items);
        LogBegun(run.Id, run.Action, items.Count, run.Actor);
        Changed?.Invoke(run.Id);
        return run;
    }

    /// <summary>No further station has its turn, and what waits for a station is withdrawn; false when the run is stopped or over.</summary>
    public async Task<bool> StopAsync(Guid id, string actor, string? reason, CancellationToken cancellation)
    {
        if (!_open.TryGetValue(id, out var progress) || !progress.TryEnd(run => run with { State = BulkRunState.Stopped, StoppedBy = actor, StopReason = reason }))
        {
            return false;
        }

        await progress.StoreAsync(run => _store.SaveAsync(run, cancellation));
        Changed?.Invoke(id);
        return true;
    }

    /// <summary>Nobody has a turn until it goes on; false when it is not under way.</summary>
    public Task<bool> PauseAsync(Guid id, CancellationToken cancellation) => TurnAsync(id, BulkRunState.Running, BulkRunState.Paused, cancellation);

    /// <summary>Goes on; false when it is not held.</summary>
    public Task<bool> ResumeAsync(Guid id, CancellationToken cancellation) => TurnAsync(id, BulkRunState.Paused, BulkRunState.Running, cancellation);

    /// <summary>Stations for which a run of a kind is not over.</summary>
    public IReadOnlySet<StationId> Taken(string kind) =>
        _open.Values.Where(progress => progress.Run.Kind == kind).SelectMany(progress => progress.Items).Where(item => item.IsOpen).Select(item => item.Station).ToHashSet();

    /// <summary>Whether a run is not over here.</summary>
    public bool IsOpen(Guid id) => _open.ContainsKey(id);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (run, items) in await _store.OpenAsync(cancellationToken))
        {
            var progress = _open[run.Id] = new BulkProgress(run, items) { AwayFrom = _time.GetUtcNow() + ComingBack };
            progress.Set(before => before with { Resumed = before.Resumed + 1 });
            LogResumed(run.Id, run.Action, items.Count(item => item.IsOpen));
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await StartedAsync(stoppingToken);
            using var timer = new PeriodicTimer(LookInterval, _time);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var progress in _open.Values)
                {
                    stoppingToken.ThrowIfCancellationRequested(); // what the end has broken off is not judged by this engine
                    await LookAsync(progress, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            await EndWorkAsync();
        }
    }

    /// <summary>The rooms that a task works with read their own records at start, some after this one: before that they know nothing, and what is decided then is lost.</summary>
    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = _host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }

    private async Task<bool> TurnAsync(Guid id, BulkRunState from, BulkRunState to, CancellationToken cancellation)
    {
        if (!_open.TryGetValue(id, out var progress) || !progress.TryTurn(run => run with { State = to }, from))
        {
            return false;
        }

        await progress.StoreAsync(run => _store.SaveAsync(run, cancellation));
        Changed?.Invoke(id);
        return true;
    }

    private async Task LookAsync(BulkProgress progress, CancellationToken cancellation)
    {
        try
        {
            if (TaskOf(progress.Run) is { } task)
            {
                FollowTask(progress, task);
            }
            else
            {
                await FollowAsync(progress);
            }

            if (progress.Run.State == BulkRunState.Running)
            {
                await StepAsync(progress, cancellation);
            }
            else if (progress.Run.State != BulkRunState.Paused)
            {
                await WindUpAsync(progress);
            }

            await SaveAsync(progress);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
        {
            LogNotSaved(exception, progress.Run.Id); // looked at again at the next tick
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogFailed(exception, progress.Run.Id);
            progress.TryEnd(run => run with { State = BulkRunState.Halted, StoppedBy = Program });
        }
    }

    /// <summary>Takes in what became of the commands that are under way.</summary>
    private async Task FollowAsync(BulkProgress progress)
    {
        var now = _time.GetUtcNow();
        var over = new List<BulkItem>();
        var guide = GuideOf(progress.Run);
        foreach (var item in progress.Items)
        {
            if (guide is not null && item.State == BulkItemState.Answered)
            {
                continue; // its guide says when it is done
            }

            if (item.CommandId is not { } id || item.State is not (BulkItemState.Given or BulkItemState.Parked or BulkItemState.Answered))
            {
                continue;
            }

            if (_commands.Find(id) is { } command)
            {
                progress.Set(Guided(guide, BulkVerdict.Of(item, command, isOpen: true, IsOnline(item), now)));
            }
            else
            {
                over.Add(item);
            }
        }

        var ended = over.Count == 0 ? null : await _commandStore.FindAsync([.. over.Select(item => item.CommandId!.Value)], CancellationToken.None);
        foreach (var item in over)
        {
            progress.Set(ended!.TryGetValue(item.CommandId!.Value, out var command)
                ? Guided(guide, BulkVerdict.Of(item, command, isOpen: false, IsOnline(item), now))
                : Lost(item, progress.Run.Pace, now));
        }

        if (guide is not null && progress.Items.Where(item => item.State == BulkItemState.Answered).ToList() is { Count: > 0 } agreed)
        {
            foreach (var item in await guide.JudgeAsync(progress.Run, agreed, now, CancellationToken.None))
            {
                progress.Set(item);
            }
        }
    }

    private IBulkGuide? GuideOf(BulkRun run) => run.Kind is { } kind ? _guides.Value[kind] : null;

    /// <summary>Where a guide says when a station is done, its agreement is only the beginning.</summary>
    private static BulkItem Guided(IBulkGuide? guide, BulkItem item) => guide is not null && item.State is BulkItemState.Answered or BulkItemState.Done or BulkItemState.NotSeen
        ? item with { State = BulkItemState.Answered, SettledAt = null }
        : item;

    /// <summary>
    /// The engine ended between writing down that the command is given and its own record. One that may wait stands in the store before it is
    /// sent, so it never was; of the other kind nobody knows.
    /// </summary>
    private static BulkItem Lost(BulkItem item, BulkPace pace, DateTimeOffset now) => pace.WaitFor is not null
        ? item with { State = BulkItemState.Waiting, CommandId = null, GivenAt = null }
        : item with { State = BulkItemState.Failed, Fault = Statement.Of(CommandFault.EngineEnded), SettledAt = now };

    private async Task StepAsync(BulkProgress progress, CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        var task = TaskOf(progress.Run);
        var turn = task is not null ? item => TurnOf(task, progress.Run, item, now)
            : GuideOf(progress.Run) is { } guide ? await guide.TurnsAsync(progress.Run, now, CancellationToken.None) : item => IsOnline(item) ? BulkTurn.Here : BulkTurn.Away;
        var pace = task is null ? progress.Run.Pace : progress.Run.Pace with { WaitFor = null }; // nothing is laid by: a station that is away has its turn when it is back
        switch (BulkPlan.Next(pace, progress.Items, turn, now, progress.AwayFrom))
        {
            case BulkStep.Wait:
                break;
            case BulkStep.Give give when task is not null:
                await GiveTaskAsync(progress, task, [.. give.Positions.Select(position => progress.Items[position])], now, cancellation);
                break;
            case BulkStep.Give give:
                await GiveAsync(progress, [.. give.Positions.Select(position => progress.Items[position])], now);
                break;
            case BulkStep.LeaveOut leave:
                foreach (var position in leave.Positions)
                {
                    var item = progress.Items[position];
                    progress.Set(turn(item) == BulkTurn.Late
                        ? item with { State = BulkItemState.NotReached, LeftOut = BulkLeftOut.TimeUp, SettledAt = now }
                        : item with { State = BulkItemState.LeftOut, LeftOut = BulkLeftOut.Offline });
                }

                break;
            case BulkStep.Halt halt:
                progress.TryEnd(run => run with { State = BulkRunState.Halted, StoppedBy = Program });
                LogHalted(progress.Run.Id, halt.Failed, halt.Judged);
                break;
            case BulkStep.Finish:
                progress.TryEnd(run => run with { State = BulkRunState.Done, EndedAt = now });
                break;
            default:
                throw new InvalidOperationException("no such step");
        }
    }

    /// <summary>A run that was stopped: nobody else has a turn, what waits is withdrawn, what is under way is seen to its end.</summary>
    private async Task WindUpAsync(BulkProgress progress)
    {
        foreach (var item in progress.Items)
        {
            if (item.State == BulkItemState.Waiting)
            {
                progress.Set(item with { State = BulkItemState.NotGiven });
            }
            else if (item is { State: BulkItemState.Parked, CommandId: { } id })
            {
                await _commands.WithdrawAsync(id, CancellationToken.None);
            }
        }

        if (!progress.Items.Any(item => item.IsOpen))
        {
            progress.Set(run => run with { EndedAt = run.EndedAt ?? _time.GetUtcNow() });
        }
    }

    private async Task SaveAsync(BulkProgress progress)
    {
        var items = progress.Unsaved;
        if (progress.IsRunSaved && items.Count == 0)
        {
            return;
        }

        if (items.Count > 0)
        {
            await _store.SaveAsync(progress.Run.Id, items, CancellationToken.None);
        }

        var run = await progress.StoreAsync(each => _store.SaveAsync(each, CancellationToken.None));
        progress.Saved(items);
        if (run.EndedAt is not null)
        {
            _open.TryRemove(run.Id, out _);
            var tally = BulkTally.Of(progress.Items);
            LogEnded(run.Id, run.State, tally[BulkItemState.Done], tally.Failed);
        }

        Changed?.Invoke(run.Id);
    }

    private bool IsOnline(BulkItem item) => _registry.Find(item.Station)?.Link == LinkState.Online;
}
