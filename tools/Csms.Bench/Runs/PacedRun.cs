using System.Diagnostics;
using Csms.Bench.Fleet;
using Csms.Bench.Measures;
using Csms.Bench.Targets;

namespace Csms.Bench.Runs;

/// <summary>
/// Open loop: calls fall due at a steady pace whether or not the server keeps up, and a call's latency counts from when it was due, so that
/// a pause of the server shows in every call it held up (no coordinated omission). Nine calls of ten belong to sessions of the active
/// stations, one is the heartbeat of another.
/// </summary>
internal sealed class PacedRun : IAnswerSink
{
    private const int HeartbeatEvery = 10;
    private const int LongestSession = 27;
    private static readonly CallKind[] TransactionKinds = [CallKind.StartTransaction, CallKind.MeterValues, CallKind.StopTransaction];

    private readonly StationFleet _fleet;
    private readonly double _rate;
    private readonly Dictionary<CallKind, Histogram> _byKind = Enum.GetValues<CallKind>().ToDictionary(x => x, _ => new Histogram());
    private readonly Histogram _transactions = new();
    private readonly Histogram _lag = new();
    private readonly bool[] _busy;
    private readonly Queue<long>?[] _waiting;
    private long _recordFrom = long.MaxValue;
    private long _due;
    private long _answered;
    private long _refused;

    private PacedRun(StationFleet fleet, double rate)
    {
        _fleet = fleet;
        _rate = rate;
        _busy = new bool[fleet.Stations.Count];
        _waiting = new Queue<long>?[fleet.Stations.Count];
    }

    public static async Task<PacedResult> RunAsync(Target target, StationFleet fleet, FleetOptions options, double rate, TimeSpan warmUp, TimeSpan time, CancellationToken cancellation)
    {
        var run = new PacedRun(fleet, rate);
        foreach (var station in fleet.Stations) station.Sink = run;
        var begin = Stopwatch.GetTimestamp();
        Interlocked.Exchange(ref run._recordFrom, begin + Ticks(warmUp));
        var pacer = Task.Factory.StartNew(() => run.Pace(begin, begin + Ticks(warmUp + time), cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.Delay(warmUp, cancellation);
        var load = Machine.LoadNow();
        var before = await target.ReadAsync(cancellation);
        var answers = fleet.Answers;
        await pacer;
        var cost = (await target.ReadAsync(cancellation)).Since(before, fleet.Answers - answers);
        var patience = Stopwatch.GetTimestamp();
        while (Interlocked.Read(ref run._answered) < run._due && Stopwatch.GetElapsedTime(patience) < TimeSpan.FromSeconds(30)) await Task.Delay(20, cancellation);
        return new PacedResult(
            target.Name, target.Version, load, fleet.Stations.Count, options.Version, rate, time.TotalSeconds,
            run._byKind.Where(x => x.Value.Summary().Count > 0).ToDictionary(x => x.Key, x => x.Value.Summary()),
            run._transactions.Summary(), run._lag.Summary(), run._due - Interlocked.Read(ref run._answered), Interlocked.Read(ref run._refused), fleet.Lost, cost);
    }

    public void Answered(BenchStation station, CallKind kind, long dueAt, bool accepted)
    {
        if (dueAt >= Interlocked.Read(ref _recordFrom))
        {
            var latency = Stopwatch.GetTimestamp() - dueAt;
            _byKind[kind].Add(latency);
            if (TransactionKinds.AsSpan().Contains(kind)) _transactions.Add(latency);
        }

        if (!accepted) Interlocked.Increment(ref _refused);
        Interlocked.Increment(ref _answered);
        var index = station.Script.Index;
        lock (station)
        {
            if (_waiting[index] is { Count: > 0 } waiting) station.Next(waiting.Dequeue());
            else _busy[index] = false;
        }
    }

    private void Pace(long begin, long end, CancellationToken cancellation)
    {
        var active = (int)Math.Clamp(_rate / 2, 1, _fleet.Stations.Count);
        var idle = _fleet.Stations.Count - active;
        var (nextActive, nextIdle) = (0, 0);
        for (long n = 0; !cancellation.IsCancellationRequested; n++)
        {
            var due = begin + (long)(n * Stopwatch.Frequency / _rate);
            if (due >= end) return;
            Posix.Sleep(Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due));
            if (due >= _recordFrom) _lag.Add(Math.Max(0, Stopwatch.GetTimestamp() - due));
            _due++;
            if (idle > 0 && n % HeartbeatEvery == 0) Send(active + nextIdle++ % idle, due, heartbeat: true);
            else Send(nextActive % active, due, heartbeat: nextActive++ / active < nextActive % LongestSession); // sessions begin one after the other
        }
    }

    private void Send(int index, long due, bool heartbeat)
    {
        var station = _fleet.Stations[index];
        lock (station)
        {
            if (_busy[index])
            {
                (_waiting[index] ??= new Queue<long>()).Enqueue(due);
                return;
            }

            _busy[index] = true;
            if (heartbeat) station.Heartbeat(due);
            else station.Next(due);
        }
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
