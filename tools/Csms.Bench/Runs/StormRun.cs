using Csms.Bench.Fleet;
using Csms.Bench.Measures;
using Csms.Bench.Targets;

namespace Csms.Bench.Runs;

/// <summary>Every station comes at the same time, as after a power cut or a restart of the host.</summary>
internal static class StormRun
{
    public static async Task<StormResult> RunAsync(Target target, StationFleet fleet, bool entered, CancellationToken cancellation)
    {
        var load = Machine.LoadNow();
        var before = await target.ReadAsync(cancellation);
        var took = await fleet.ConnectAsync(cancellation);
        var cost = (await target.ReadAsync(cancellation)).Since(before, fleet.Stations.Count);
        return new StormResult(
            target.Name, target.Version, load, fleet.Stations.Count, entered, Math.Round(took.TotalSeconds, 2), fleet.Boots.Summary(), cost.HostCpuMicros, cost.DatabaseCpuMicros, cost.ClientCpuMicros);
    }
}
