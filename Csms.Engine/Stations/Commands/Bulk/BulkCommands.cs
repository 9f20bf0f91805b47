using System.Collections.Concurrent;
using System.Text.Json;
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
    private readonly TimeProvider _time;
    private readonly ILogger<BulkCommands> _logger;
    private readonly ConcurrentDictionary<Guid, BulkProgress> _open = new();

    internal BulkCommands(StationCommands commands, CommandStore commandStore, StationRegistry registry, BulkStore store, TimeProvider time, ILogger<BulkCommands> logger)
    {
        _commands = commands;
        _commandStore = commandStore;
        _registry = registry;
        _store = store;
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
        var run = new BulkRun { Id = Guid.CreateVersion7(now), Action = order.Action, Body = order.Body, Actor = order.Actor, Reason = order.Reason, Pace = order.Pace, CreatedAt = now };
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

        await _store.SaveAsync(progress.Run, cancellation);
        Changed?.Invoke(id);
        return true;
    }

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
        using var timer = new PeriodicTimer(LookInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var progress in _open.Values)
                {
                    await LookAsync(progress);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private async Task LookAsync(BulkProgress progress)
    {
        try
        {
            await FollowAsync(progress);
            if (progress.Run.State == BulkRunState.Running)
            {
                await StepAsync(progress);
            }
            else
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
        foreach (var item in progress.Items)
        {
            if (item.CommandId is not { } id || item.State is not (BulkItemState.Given or BulkItemState.Parked or BulkItemState.Answered))
            {
                continue;
            }

            if (_commands.Find(id) is { } command)
            {
                progress.Set(BulkVerdict.Of(item, command, isOpen: true, IsOnline(item), now));
            }
            else
            {
                over.Add(item);
            }
        }

        if (over.Count == 0)
        {
            return;
        }

        var ended = await _commandStore.FindAsync([.. over.Select(item => item.CommandId!.Value)], CancellationToken.None);
        foreach (var item in over)
        {
            progress.Set(ended.TryGetValue(item.CommandId!.Value, out var command)
                ? BulkVerdict.Of(item, command, isOpen: false, IsOnline(item), now)
                : Lost(item, progress.Run.Pace, now));
        }
    }

    /// <summary>
    /// The engine ended between writing down that the command is given and its own record. One that may wait stands in the store before it is
    /// sent, so it never was; of the other kind nobody knows.
    /// </summary>
    private static BulkItem Lost(BulkItem item, BulkPace pace, DateTimeOffset now) => pace.WaitFor is not null
        ? item with { State = BulkItemState.Waiting, CommandId = null, GivenAt = null }
        : item with { State = BulkItemState.Failed, Fault = Statement.Of(CommandFault.EngineEnded), SettledAt = now };

    private async Task StepAsync(BulkProgress progress)
    {
        var now = _time.GetUtcNow();
        switch (BulkPlan.Next(progress.Run.Pace, progress.Items, IsOnline, now, progress.AwayFrom))
        {
            case BulkStep.Wait:
                break;
            case BulkStep.Give give:
                await GiveAsync(progress, [.. give.Positions.Select(position => progress.Items[position])], now);
                break;
            case BulkStep.LeaveOut leave:
                foreach (var position in leave.Positions)
                {
                    progress.Set(progress.Items[position] with { State = BulkItemState.LeftOut, LeftOut = BulkLeftOut.Offline });
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

    private async Task GiveAsync(BulkProgress progress, IReadOnlyList<BulkItem> items, DateTimeOffset now)
    {
        foreach (var item in items)
        {
            progress.Set(_registry.Find(item.Station) is null
                ? item with { State = BulkItemState.NotReached, LeftOut = BulkLeftOut.Gone, SettledAt = now }
                : item with { State = BulkItemState.Given, CommandId = Guid.CreateVersion7(now), GivenAt = now });
        }

        await SaveAsync(progress);
        using var body = JsonDocument.Parse(progress.Run.Body);
        foreach (var position in items.Select(item => item.Position))
        {
            var item = progress.Items[position];
            if (item.State != BulkItemState.Given)
            {
                continue;
            }

            if (progress.Run.State != BulkRunState.Running)
            {
                progress.Set(item with { State = BulkItemState.NotGiven, CommandId = null, GivenAt = null });
                continue;
            }

            var run = progress.Run;
            var given = await _commands.GiveAsync(new CommandRequest(item.Station, run.Action, body.RootElement.Clone(), run.Actor, run.Reason, run.Pace.WaitFor, item.CommandId));
            if (given.Stage == CommandStage.NotSent)
            {
                progress.Set(BulkVerdict.Of(item, given, isOpen: false, IsOnline(item), now)); // it could not be stored, and leaves no record
            }
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
        var (run, items) = (progress.Run, progress.Unsaved);
        if (progress.IsRunSaved && items.Count == 0)
        {
            return;
        }

        if (items.Count > 0)
        {
            await _store.SaveAsync(run.Id, items, CancellationToken.None);
        }

        await _store.SaveAsync(run, CancellationToken.None);
        progress.Saved(run, items);
        if (run.EndedAt is not null)
        {
            _open.TryRemove(run.Id, out _);
            var tally = BulkTally.Of(progress.Items);
            LogEnded(run.Id, run.State, tally[BulkItemState.Done], tally.Failed);
        }

        Changed?.Invoke(run.Id);
    }

    private bool IsOnline(BulkItem item) => _registry.Find(item.Station)?.Link == LinkState.Online;

    [LoggerMessage(3110, LogLevel.Information, "Bulk run {Run}: {Action} to {Stations} stations, by {Actor}")]
    private partial void LogBegun(Guid run, string action, int stations, string actor);

    [LoggerMessage(3111, LogLevel.Information, "Bulk run {Run}: {Action} goes on with {Stations} stations after a restart")]
    private partial void LogResumed(Guid run, string action, int stations);

    [LoggerMessage(3112, LogLevel.Warning, "Bulk run {Run} halted: {Failed} of {Judged} stations failed")]
    private partial void LogHalted(Guid run, int failed, int judged);

    [LoggerMessage(3113, LogLevel.Information, "Bulk run {Run} is over ({State}): {Done} done, {Failed} failed")]
    private partial void LogEnded(Guid run, BulkRunState state, int done, int failed);

    [LoggerMessage(3114, LogLevel.Warning, "Bulk run {Run}: its record could not be written; it waits")]
    private partial void LogNotSaved(Exception exception, Guid run);

    [LoggerMessage(3115, LogLevel.Error, "Bulk run {Run} failed inside the engine and is stopped")]
    private partial void LogFailed(Exception exception, Guid run);
}
