using System.Diagnostics;
using Csms.Bench.Fleet;
using Csms.Bench.Measures;
using Csms.Bench.Targets;

namespace Csms.Bench.Runs;

/// <summary>Closed loop: each station sends its next call when the last is answered.</summary>
internal sealed class ThroughputRun : IAnswerSink
{
    private readonly Histogram _answers = new();
    private long _refused;
    private volatile bool _stop;

    /// <summary>Loads a target with a fleet that is connected.</summary>
    public static async Task<ThroughputResult> RunAsync(Target target, StationFleet fleet, FleetOptions options, TimeSpan warmUp, TimeSpan time, CancellationToken cancellation)
    {
        var run = new ThroughputRun();
        foreach (var station in fleet.Stations)
        {
            station.Sink = run;
            station.Next(Stopwatch.GetTimestamp());
        }

        await Task.Delay(warmUp, cancellation);
        var load = Machine.LoadNow();
        var before = await target.ReadAsync(cancellation);
        var (calls, begin) = (fleet.Answers, Stopwatch.GetTimestamp());
        run._answers.Clear();
        await Task.Delay(time, cancellation);
        calls = fleet.Answers - calls;
        var took = Stopwatch.GetElapsedTime(begin);
        var after = await target.ReadAsync(cancellation);
        var answers = run._answers.Summary();
        var lost = fleet.Lost;
        run._stop = true;
        var cost = after.Since(before, calls);
        var cores = ((cost.HostCpuMicros ?? 0) + (cost.DatabaseCpuMicros ?? 0) + cost.ClientCpuMicros) * calls / took.TotalMicroseconds;
        return new ThroughputResult(
            target.Name, target.Version, load, fleet.Stations.Count, options.Version, Math.Round(took.TotalSeconds, 2), calls, Math.Round(calls / took.TotalSeconds), cost,
            Math.Round(cores, 2), answers, Interlocked.Read(ref run._refused), lost);
    }

    public void Answered(BenchStation station, CallKind kind, long dueAt, bool accepted)
    {
        var now = Stopwatch.GetTimestamp();
        _answers.Add(now - dueAt);
        if (!accepted) Interlocked.Increment(ref _refused);
        if (!_stop) station.Next(now);
    }
}
