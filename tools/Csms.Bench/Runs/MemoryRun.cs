using System.Diagnostics;
using Csms.Bench.Fleet;
using Csms.Bench.Measures;
using Csms.Bench.Targets;

namespace Csms.Bench.Runs;

/// <summary>What a connection costs in resident memory, with what the host knows of its station.</summary>
internal sealed class MemoryRun : IAnswerSink
{
    private const int SessionOneOf = 10;
    private const int SessionCalls = 6; // Preparing, Authorize, start, Charging, two samples
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(8);

    private readonly int[] _answered;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open;

    private MemoryRun(int stations) => (_answered, _open) = (new int[stations], stations);

    /// <summary>Warms the host up with other stations, so that compiled code and pools are not counted as connections.</summary>
    public static async Task WarmUpAsync(Target target, FleetOptions options, CancellationToken cancellation)
    {
        var few = options with { Stations = 200, Prefix = "WARM" };
        using var fleet = new StationFleet(target.Url, few, TimeProvider.System);
        await fleet.ConnectAsync(cancellation);
        await ThroughputRun.RunAsync(target, fleet, few, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), cancellation);
    }

    /// <summary>Connects the fleet and gives it live state.</summary>
    public static async Task<MemoryResult> RunAsync(Target target, StationFleet fleet, CancellationToken cancellation)
    {
        if (target.ResidentBytes() is null) throw new BenchException("The memory of a server is read by its process id: --pid.");
        var load = Machine.LoadNow();
        await Task.Delay(Settle, cancellation);
        var start = target.ResidentBytes()!.Value;
        await fleet.ConnectAsync(cancellation);
        await Task.Delay(Settle, cancellation);
        var idle = target.ResidentBytes()!.Value;
        await new MemoryRun(fleet.Stations.Count).LiveAsync(fleet, cancellation);
        await Task.Delay(Settle, cancellation);
        var live = target.ResidentBytes()!.Value;
        return new MemoryResult(target.Name, target.Version, load, fleet.Stations.Count, Math.Round(start / 1048576.0, 1), Each(idle), Each(live));

        double Each(long bytes) => Math.Round((bytes - start) / 1024.0 / fleet.Stations.Count, 1);
    }

    public void Answered(BenchStation station, CallKind kind, long dueAt, bool accepted)
    {
        var index = station.Script.Index;
        var answered = ++_answered[index];
        if (answered == 1) station.Status(2, "Available", Stopwatch.GetTimestamp());
        else if (index % SessionOneOf == 0 && answered < 2 + SessionCalls) station.Next(Stopwatch.GetTimestamp());
        else if (Interlocked.Decrement(ref _open) == 0) _done.TrySetResult();
    }

    private async Task LiveAsync(StationFleet fleet, CancellationToken cancellation)
    {
        foreach (var station in fleet.Stations)
        {
            station.Sink = this;
            station.Status(1, "Available", Stopwatch.GetTimestamp());
        }

        await _done.Task.WaitAsync(TimeSpan.FromMinutes(2), cancellation);
    }
}
