using Csms.Bench.Measures;

namespace Csms.Bench.Targets;

/// <summary>Counters at one moment; two of them make a cost.</summary>
internal sealed record CostReading(TimeSpan? Host, TimeSpan? Database, TimeSpan Client, DatabaseCounts? Counts)
{
    /// <summary>What was spent since an earlier reading, per call.</summary>
    public Cost Since(CostReading before, long calls)
    {
        var counts = Counts is not null && before.Counts is not null ? Counts.Since(before.Counts) : null;
        return new Cost(
            Micros(Host - before.Host),
            Micros(Database - before.Database),
            Micros(Client - before.Client)!.Value,
            PerCall(counts?.Commits),
            PerCall(counts?.RowsInserted),
            PerCall(counts?.RowsUpdated),
            PerCall(counts?.WalBytes));

        double? Micros(TimeSpan? time) => time is { } spent && calls > 0 ? Math.Round(spent.TotalMicroseconds / calls, 1) : time is null ? null : 0;
        double? PerCall(long? count) => count is { } many && calls > 0 ? Math.Round((double)many / calls, 4) : null;
    }
}
