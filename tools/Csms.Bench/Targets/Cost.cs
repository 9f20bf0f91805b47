namespace Csms.Bench.Targets;

/// <summary>Cost of one call. CPU in microseconds, user and system.</summary>
internal sealed record Cost(
    double? HostCpuMicros,
    double? DatabaseCpuMicros,
    double ClientCpuMicros,
    double? Commits,
    double? RowsInserted,
    double? RowsUpdated,
    double? WalBytes);
