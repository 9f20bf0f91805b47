using System.Collections.Concurrent;
using Csms.Engine.Ocpp;
using Csms.Engine.Units;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>Runs of an <see cref="IBulkTask"/>: the staging is that of commands, each turn is the task's.</summary>
public sealed partial class BulkCommands
{
    private static readonly TimeSpan WorkEnds = TimeSpan.FromSeconds(5);

    // The runner owns them: begun with a station's turn, taken in at a look, waited for at the end.
    private readonly ConcurrentDictionary<(Guid Run, int Position), Task<BulkItem>> _work = new();
    private readonly Lazy<IReadOnlyDictionary<string, IBulkTask>> _tasks;

    private IBulkTask? TaskOf(BulkRun run) => _tasks.Value.GetValueOrDefault(run.Action);

    /// <summary>A station that is away waits for as long as the run says; of one that need not be there nobody asks.</summary>
    private BulkTurn TurnOf(IBulkTask task, BulkRun run, BulkItem item, DateTimeOffset now) =>
        !task.NeedsStation || IsOnline(item) ? BulkTurn.Here
        : run.Pace.WaitFor is not { } wait ? BulkTurn.Away
        : now < run.CreatedAt + wait ? BulkTurn.Held : BulkTurn.Late;

    private void FollowTask(BulkProgress progress, IBulkTask task)
    {
        var now = _time.GetUtcNow();
        foreach (var item in progress.Items)
        {
            if (item.State is not (BulkItemState.Given or BulkItemState.Answered))
            {
                continue;
            }

            var key = (progress.Run.Id, item.Position);
            if (_work.TryGetValue(key, out var work))
            {
                if (work.IsCompletedSuccessfully && _work.TryRemove(key, out _))
                {
                    progress.Set(work.Result);
                }

                continue;
            }

            if (_registry.Find(item.Station) is null)
            {
                progress.Set(item with { State = BulkItemState.NotReached, LeftOut = BulkLeftOut.Gone, SettledAt = now });
                continue;
            }

            // Given by an engine that has ended: what it began says how it stands. Of one that has agreed nobody knows any more: it was deleted and entered anew, or its record is lost.
            var judged = task.Judge(progress.Run, item, now);
            if (judged is not null)
            {
                progress.Set(judged);
            }
            else if (!(now < progress.AwayFrom))
            {
                progress.Set(item.State == BulkItemState.Given
                    ? item with { State = BulkItemState.Failed, Fault = Statement.Of(CommandFault.EngineEnded), SettledAt = now }
                    : item with { State = BulkItemState.NotSeen, SettledAt = now });
            }
        }
    }

    private async Task GiveTaskAsync(BulkProgress progress, IBulkTask task, IReadOnlyList<BulkItem> items, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var item in items)
        {
            progress.Set(_registry.Find(item.Station) is null
                ? item with { State = BulkItemState.NotReached, LeftOut = BulkLeftOut.Gone, SettledAt = now }
                : item with { State = BulkItemState.Given, GivenAt = now });
        }

        await SaveGivenAsync(progress, items);
        foreach (var position in items.Select(item => item.Position))
        {
            var item = progress.Items[position];
            if (item.State != BulkItemState.Given)
            {
                continue;
            }

            if (progress.Run.State == BulkRunState.Running)
            {
                _work[(progress.Run.Id, position)] = WorkAsync(task, progress.Run, item, cancellation);
            }
            else
            {
                progress.Set(item with { State = progress.Run.State == BulkRunState.Paused ? BulkItemState.Waiting : BulkItemState.NotGiven, GivenAt = null });
            }
        }
    }

    /// <summary>Never fails: a station's turn that does is its own failure; one that the end of the engine broke off stays given, and says at the next start how it stands.</summary>
    private async Task<BulkItem> WorkAsync(IBulkTask task, BulkRun run, BulkItem item, CancellationToken cancellation)
    {
        try
        {
            return await task.DoAsync(run, item, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return item;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogTaskFailed(exception, run.Id, item.Station);
            return item with { State = BulkItemState.Failed, Fault = Statement.Of(CommandFault.EngineFailed), SettledAt = _time.GetUtcNow() };
        }
    }

    /// <summary>What is still at work is given a moment; how it ends is read at the next start.</summary>
    private async Task EndWorkAsync()
    {
        try
        {
            await Task.WhenAll(_work.Values).WaitAsync(WorkEnds);
        }
        catch (TimeoutException exception)
        {
            LogWorkLeft(exception, _work.Count);
        }
    }

    [LoggerMessage(3116, LogLevel.Error, "Bulk run {Run}: the turn of station {Station} failed inside the engine")]
    private partial void LogTaskFailed(Exception exception, Guid run, StationId station);

    [LoggerMessage(3117, LogLevel.Information, "{Count} stations of bulk runs were still at work at the end")]
    private partial void LogWorkLeft(Exception exception, int count);
}
