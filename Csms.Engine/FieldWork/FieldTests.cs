using System.Collections.Concurrent;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.FieldWork;

/// <summary>
/// Runs the tests of checklists: one after the other at a station, at many stations at once. How each stands is in the store at every step, so
/// who opens the page again sees it; what ran when its node ended shows as interrupted, at the start of a node and every half a minute on every other.
/// What runs on another node is left alone: its claim says so.
/// </summary>
public sealed partial class FieldTests : IHostedLifecycleService, IStationObserver, IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new();
    private readonly FieldDesk _desk;
    private readonly FieldScript _script;
    private readonly WorkClaims _claims;
    private readonly StationCommands _commands;
    private readonly StationRegistry _registry;
    private readonly TimeProvider _time;
    private readonly ILogger<FieldTests> _logger;
    private readonly ConcurrentDictionary<StationId, FieldLine> _lines = new();
    private Task _looking = Task.CompletedTask;
    private volatile bool _leavesTokens = true; // of whoever ended before the start

    internal FieldTests(FieldDesk desk, FieldScript script, StationCommands commands, StationRegistry registry, WorkClaims claims, TimeProvider time, ILogger<FieldTests> logger)
    {
        _claims = claims;
        _desk = desk;
        _script = script;
        _commands = commands;
        _registry = registry;
        _time = time;
        _logger = logger;
    }

    /// <summary>A test of this station runs, of whatever job.</summary>
    public bool IsBusy(StationId station) => _lines.ContainsKey(station);

    /// <summary>Begins tests; they stand in the store when this returns and run one after the other.</summary>
    /// <param name="job">For which job.</param>
    /// <param name="station">One of its stations.</param>
    /// <param name="items">What to test, in this order.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellation">Gives up before they run.</param>
    /// <returns>False when a test of this station runs already, here or on another node.</returns>
    public async Task<bool> BeginAsync(FieldJob job, StationId station, IReadOnlyList<FieldItem> items, string by, CancellationToken cancellation)
    {
        var line = new FieldLine(job.Id, station);
        if (!_lines.TryAdd(station, line)) return false;
        try
        {
            if (!await _claims.TryTakeAsync(FieldStore.Claim(station), cancellation)) return false;
            var before = (await _desk.ResultsAsync([job.Id], cancellation)).Where(result => result.Station == station).ToDictionary(result => result.Item);
            var now = _time.GetUtcNow();
            foreach (var item in items.Where(item => item.IsTest))
            {
                line.Results.Add(new FieldResult
                {
                    Job = job.Id, Station = station, Item = item, State = FieldState.Waiting, By = by, StartedAt = now, Attempts = before.GetValueOrDefault(item)?.Attempts ?? 0,
                });
                await _desk.SaveAsync(line.Results[^1], cancellation);
            }

            line.Run = Task.Run(() => RunAsync(line, job), CancellationToken.None);
            return true;
        }
        finally
        {
            if (line.Run is null) await EndAsync(line); // could not be claimed or stored
        }
    }

    /// <summary>Stops what runs and what waits at a station of a job; false when nothing does.</summary>
    public async Task<bool> StopAsync(Guid job, StationId station)
    {
        if (!_lines.TryGetValue(station, out var line) || line.Job != job) return false;
        await line.StopAsync(FieldFinding.StoppedByHand);
        return true;
    }

    /// <summary>Leaves a line of the checklist out; false while a test of the station runs.</summary>
    public async Task<bool> SkipAsync(Guid job, StationId station, FieldItem item, string note, string by, CancellationToken cancellation)
    {
        if (IsBusy(station)) return false;
        var now = _time.GetUtcNow();
        var before = await _desk.ResultAsync(job, station, item, cancellation);
        await _desk.SaveAsync(new FieldResult { Job = job, Station = station, Item = item, State = FieldState.Skipped, Note = note, By = by, StartedAt = now, EndedAt = now, Attempts = before?.Attempts ?? 0 }, cancellation);
        return true;
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await TakeUpAsync(cancellationToken);
        _looking = LookAsync();
    }

    /// <summary>What a node left behind when it ended runs no more, and its tokens charge no more: as soon as no test runs whose token it might be.</summary>
    internal async Task TakeUpAsync(CancellationToken cancellation)
    {
        if (await _desk.InterruptAsync(_lines.Keys, cancellation)) _leavesTokens = true;
        if (!_leavesTokens) return;
        var isAnyUnderWay = await _desk.IsAnyUnderWayAsync(cancellation);
        await _script.TidyTokensAsync(isAnyUnderWay ? _time.GetUtcNow() : null, cancellation);
        _leavesTokens = isAnyUnderWay;
    }

    /// <inheritdoc/>
    /// <remarks>Before the connections end: a test must not take that for the station's fault, and can end the session that it began.</remarks>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.WhenAll(_lines.Values.Select(line => line.StopAsync(FieldFinding.ProgramEnded))).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _looking;
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    void IStationObserver.Changed(StationState? before, StationState after)
    {
        if (before?.Link != after.Link) See(new FieldSight(after, null, default));
    }

    void IStationObserver.Removed(StationState state)
    {
        // Its commands come back as not sent, and the test says so.
    }

    void IStationObserver.Told(StationState state, StationMessage message, DateTimeOffset at) => See(new FieldSight(state, message, at));

    private async Task LookAsync()
    {
        using var timer = new PeriodicTimer(LookInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                try
                {
                    await TakeUpAsync(_stopping.Token);
                }
                catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
                {
                    LogNotTakenUp(exception);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private void See(FieldSight sight)
    {
        if (!_lines.IsEmpty && _lines.TryGetValue(sight.State.Id, out var line)) line.Trial?.See(sight);
    }

    private async Task RunAsync(FieldLine line, FieldJob job)
    {
        try
        {
            for (var at = 0; at < line.Results.Count; at++)
            {
                await RunAsync(line, job, at);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogFailed(exception, line.Station, job.Id);
            await TryCloseAsync(line);
        }
        finally
        {
            await EndAsync(line);
            line.Dispose();
        }
    }

    private async Task RunAsync(FieldLine line, FieldJob job, int at)
    {
        if (line.Stopped is { } stopped)
        {
            await SaveAsync(line, at, result => result with { State = FieldState.Interrupted, Finding = Statement.Of(stopped), EndedAt = _time.GetUtcNow() });
            return;
        }

        await SaveAsync(line, at, result => result with { State = FieldState.Running, StartedAt = _time.GetUtcNow(), Attempts = result.Attempts + 1 });
        var trial = new FieldTrial(
            line.Station, job.Title, _commands, _registry, _time, finding => SaveAsync(line, at, result => result with { Finding = finding }), line.Cancellation);
        line.Trial = trial;
        FieldVerdict? verdict = null;
        try
        {
            verdict = await _script.RunAsync(trial, line.Results[at].Item, job.Title);
        }
        catch (OperationCanceledException) when (line.Stopped is not null)
        {
            verdict = null; // said below
        }
        finally
        {
            line.Trial = null;
        }

        await SaveAsync(line, at, result => result with
        {
            State = verdict is null ? FieldState.Interrupted : verdict.IsPassed ? FieldState.Passed : FieldState.Failed,
            Finding = verdict?.Finding ?? Statement.Of(line.Stopped ?? FieldFinding.ProgramFailed),
            EndedAt = _time.GetUtcNow(),
        });
    }

    private Task SaveAsync(FieldLine line, int at, Func<FieldResult, FieldResult> change) =>
        _desk.SaveAsync(line.Results[at] = change(line.Results[at]), CancellationToken.None);

    private async Task TryCloseAsync(FieldLine line)
    {
        try
        {
            for (var at = 0; at < line.Results.Count; at++)
            {
                if (line.Results[at].IsUnderWay)
                {
                    await SaveAsync(line, at, result => result with { State = FieldState.Interrupted, Finding = Statement.Of(FieldFinding.ProgramFailed), EndedAt = _time.GetUtcNow() });
                }
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
        {
            LogNotSaved(exception, line.Station); // the next start says that it was interrupted
        }
    }

    private async Task EndAsync(FieldLine line)
    {
        await _claims.ReleaseAsync(FieldStore.Claim(line.Station));
        _lines.TryRemove(new KeyValuePair<StationId, FieldLine>(line.Station, line));
    }

    [LoggerMessage(3130, LogLevel.Error, "Station {Station}: a test of job {Job} failed inside the engine")]
    private partial void LogFailed(Exception exception, StationId station, Guid job);

    [LoggerMessage(3132, LogLevel.Warning, "What other nodes left behind of tests could not be looked up; it is tried again")]
    private partial void LogNotTakenUp(Exception exception);

    [LoggerMessage(3131, LogLevel.Warning, "Station {Station}: the end of a test could not be written")]
    private partial void LogNotSaved(Exception exception, StationId station);
}
