using Csms.Bench.Fleet;
using Csms.Bench.Measures;
using Csms.Bench.Targets;

namespace Csms.Bench.Runs;

/// <summary>Everything the table of docs/benchmarks.md lists, floor and ours in turn, in one go of at most eight minutes.</summary>
/// <param name="hostDll">Our host's Release build.</param>
/// <param name="runs">How often the closed loop is run on each; its figures are medians.</param>
/// <param name="seconds">Length of each timed stage.</param>
/// <param name="screenPages">Pages for frame to screen; {station} stands for the identity.</param>
internal sealed class AllRun(string hostDll, int runs, TimeSpan seconds, IReadOnlyList<string> screenPages)
{
    private const string Prefix = "BENCH";
    private const int Large = 10_000;
    private const int Middle = 5_000;
    private const double Rate = 500;
    private const int ScreenSamples = 100;

    /// <summary>The floor has little to compile.</summary>
    private static readonly TimeSpan FloorWarmUp = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    /// <summary>Until the compiler has done its work: before, it takes a fifth of the host's CPU.</summary>
    private static readonly TimeSpan LongWarmUp = TimeSpan.FromSeconds(60);

    private readonly List<object> _results = [];

    public async Task<Report> RunAsync(CancellationToken cancellation)
    {
        var machine = Machine.Now();
        await ClosedLoopAsync(cancellation);
        foreach (var ours in (bool[])[false, true])
        {
            await OnAsync(ours, Middle, StormAsync(Middle, entered: true), cancellation);
            if (ours) await OnAsync(ours, 0, StormAsync(Middle, entered: false), cancellation);
            await OnAsync(ours, Large, FleetAsync, cancellation);
            await OnAsync(ours, Large, MemoryAsync, cancellation);
        }

        await using var target = await CsmsHost.StartAsync(hostDll, Prefix, 1000, cancellation);
        foreach (var page in screenPages) Add(await ScreenRun.RunAsync(target, new ScreenOptions { Page = page, Samples = ScreenSamples }, cancellation));
        return new Report("all", machine, await DatabaseCounts.VersionAsync(target.Database, cancellation), _results, Figures());
    }

    private async Task OnAsync(bool ours, int entered, Func<Target, CancellationToken, Task> stage, CancellationToken cancellation)
    {
        await using var target = ours ? await CsmsHost.StartAsync(hostDll, Prefix, entered, cancellation) : await Floor.StartAsync(cancellation);
        await stage(target, cancellation);
    }

    private Func<Target, CancellationToken, Task> StormAsync(int stations, bool entered) => async (target, cancellation) =>
    {
        using var fleet = new StationFleet(target.Url, new FleetOptions { Stations = stations, Prefix = entered ? Prefix : "NEW" }, TimeProvider.System);
        Add(await StormRun.RunAsync(target, fleet, entered, cancellation));
    };

    /// <summary>10,000 at once, then the same fleet paced.</summary>
    private async Task FleetAsync(Target target, CancellationToken cancellation)
    {
        var options = new FleetOptions { Stations = Large, Prefix = Prefix };
        using var fleet = new StationFleet(target.Url, options, TimeProvider.System);
        Add(await StormRun.RunAsync(target, fleet, entered: true, cancellation));
        Add(await PacedRun.RunAsync(target, fleet, options, Rate, WarmUpOf(target), seconds, cancellation));
    }

    private async Task MemoryAsync(Target target, CancellationToken cancellation)
    {
        var options = new FleetOptions { Stations = Large, Prefix = Prefix };
        await MemoryRun.WarmUpAsync(target, options, cancellation);
        using var fleet = new StationFleet(target.Url, options, TimeProvider.System);
        Add(await MemoryRun.RunAsync(target, fleet, cancellation));
    }

    /// <summary>Floor and ours in turn, so that what else the machine does meets both. Our host is started once and has run for a while, as a host has.</summary>
    private async Task ClosedLoopAsync(CancellationToken cancellation)
    {
        await using var host = await CsmsHost.StartAsync(hostDll, Prefix, 1000, cancellation);
        await using var floor = await Floor.StartAsync(cancellation);
        for (var run = 1; run <= runs; run++)
        {
            Report.Say($"Closed loop, run {run} of {runs}, load average {Machine.LoadNow()}");
            await ThroughputAsync(floor, FloorWarmUp, cancellation);
            await ThroughputAsync(host, run == 1 ? LongWarmUp : FloorWarmUp, cancellation);
        }
    }

    private async Task ThroughputAsync(Target target, TimeSpan warmUp, CancellationToken cancellation)
    {
        var options = new FleetOptions { Stations = 200, Prefix = Prefix };
        using var fleet = new StationFleet(target.Url, options, TimeProvider.System);
        await fleet.ConnectAsync(cancellation);
        Add(await ThroughputRun.RunAsync(target, fleet, options, warmUp, seconds, cancellation));
    }

    private static TimeSpan WarmUpOf(Target target) => target.Name == Floor.Name ? FloorWarmUp : WarmUp;

    private void Add(object result)
    {
        _results.Add(result);
        Report.Say(result.ToString()!);
    }

    private List<Figure> Figures()
    {
        var throughput = Of<ThroughputResult>(x => x.Target);
        var storms = Of<StormResult>(x => x.Target);
        var paced = Of<PacedResult>(x => x.Target);
        var memory = Of<MemoryResult>(x => x.Target);
        List<Figure> figures =
        [
            Figure.AtMost("CPU of the host a call, 200 stations closed loop", "µs", 45, throughput["ours"].Select(x => x.PerCall.HostCpuMicros ?? 0), throughput["floor"].Select(x => x.PerCall.HostCpuMicros ?? 0)),
            Figure.AtLeast("calls a second, same", "1/s", 15_000, throughput["ours"].Select(x => x.CallsPerSecond), throughput["floor"].Select(x => x.CallsPerSecond)),
            Storm("5,000 entered stations booted from cold", Middle, 4, entered: true),
            Storm("5,000 unknown stations booted from cold", Middle, 4, entered: false),
            Storm("10,000 entered stations booted from cold", Large, 10, entered: true),
            Figure.AtMost("memory a connection with its live state", "kB", 25, memory["ours"].Select(x => x.LiveKb), memory["floor"].Select(x => x.LiveKb)),
            Figure.AtMost("Authorize p99, 10,000 connected, 500 calls/s", "ms", 10, paced["ours"].Select(x => x.Calls[CallKind.Authorize].P99Ms), paced["floor"].Select(x => x.Calls[CallKind.Authorize].P99Ms)),
            Figure.AtMost("transaction messages p99, same, durable", "ms", 50, paced["ours"].Select(x => x.Transactions.P99Ms), paced["floor"].Select(x => x.Transactions.P99Ms)),
        ];
        figures.AddRange(_results.OfType<ScreenResult>().Select(x => Figure.AtMost($"frame to screen p95, {x.Page}", "ms", 150, [x.Shown.P95Ms])));
        return figures;

        ILookup<string, T> Of<T>(Func<T, string> target) => _results.OfType<T>().ToLookup(target);
        Figure Storm(string name, int stations, double target, bool entered) => Figure.AtMost(
            name, "s", target,
            storms["ours"].Where(x => x.Stations == stations && x.Entered == entered).Select(x => x.Seconds),
            storms["floor"].Where(x => x.Stations == stations).Select(x => x.Seconds));
    }
}
