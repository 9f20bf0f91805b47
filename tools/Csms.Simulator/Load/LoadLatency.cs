namespace Csms.Simulator.Load;

/// <summary>Latencies of one action in milliseconds.</summary>
/// <param name="Count">Number of answers.</param>
/// <param name="P50">Median.</param>
/// <param name="P95">95th percentile.</param>
/// <param name="P99">99th percentile.</param>
/// <param name="Max">Longest.</param>
public sealed record LoadLatency(long Count, double P50, double P95, double P99, double Max);
