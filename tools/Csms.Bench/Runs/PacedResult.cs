using Csms.Bench.Fleet;
using Csms.Bench.Measures;
using Csms.Bench.Targets;

namespace Csms.Bench.Runs;

/// <summary>Latencies counted from when the call was due.</summary>
/// <param name="Transactions">StartTransaction, MeterValues and StopTransaction together.</param>
/// <param name="SendLag">How late this client itself sent: part of every latency here.</param>
/// <param name="Unanswered">Calls due that had no answer when the run ended.</param>
internal sealed record PacedResult(
    string Target,
    string? Version,
    string LoadAverage,
    int Stations,
    string Ocpp,
    double CallsPerSecond,
    double Seconds,
    IReadOnlyDictionary<CallKind, Latency> Calls,
    Latency Transactions,
    Latency SendLag,
    long Unanswered,
    long Refused,
    int LostLinks,
    Cost PerCall)
{
    public override string ToString() =>
        FormattableString.Invariant($"{Target}: {Stations} stations, {CallsPerSecond:0} calls/s; host {PerCall.HostCpuMicros:0.0} µs a call; {Unanswered} unanswered, {Refused} refused, {LostLinks} lost\n")
        + string.Concat(Calls.Select(x => $"  {x.Key,-20} {x.Value}\n")) + $"  {"transactions",-20} {Transactions}\n  {"client's own lag",-20} {SendLag}";
}
