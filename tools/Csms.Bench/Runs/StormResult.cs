using Csms.Bench.Measures;

namespace Csms.Bench.Runs;

/// <param name="Entered">Whether the stations were registered before; else each costs an INSERT.</param>
/// <param name="Seconds">From the first connect to the last boot's answer.</param>
/// <param name="BootMs">From one station's connect to its boot's answer.</param>
/// <param name="HostCpuMicros">CPU of the host a station, handshake and boot.</param>
internal sealed record StormResult(
    string Target,
    string? Version,
    string LoadAverage,
    int Stations,
    bool Entered,
    double Seconds,
    Latency BootMs,
    double? HostCpuMicros,
    double? DatabaseCpuMicros,
    double ClientCpuMicros)
{
    public override string ToString() => FormattableString.Invariant($"{Target}: {Stations} {(Entered ? "entered" : "unknown")} stations connected and booted in {Seconds:0.00} s; host {HostCpuMicros:0} µs a station; boot {BootMs}");
}
