namespace Csms.Bench.Measures;

/// <summary>Milliseconds.</summary>
internal sealed record Latency(long Count, double P50Ms, double P95Ms, double P99Ms, double MaxMs)
{
    public override string ToString() => FormattableString.Invariant($"p50 {P50Ms:0.0} p95 {P95Ms:0.0} p99 {P99Ms:0.0} max {MaxMs:0.0} ms ({Count})");
}
