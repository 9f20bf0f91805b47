using Csms.Bench.Measures;
using Csms.Bench.Targets;

namespace Csms.Bench.Runs;

/// <param name="Refused">CALLERRORs, and authorizations and starts that were not accepted.</param>
/// <param name="CpuShare">Cores in use by host, database and client together.</param>
internal sealed record ThroughputResult(
    string Target,
    string? Version,
    string LoadAverage,
    int Stations,
    string Ocpp,
    double Seconds,
    long Calls,
    double CallsPerSecond,
    Cost PerCall,
    double CpuShare,
    Latency Answer,
    long Refused,
    int LostLinks)
{
    public override string ToString() => FormattableString.Invariant(
        $"{Target}: {CallsPerSecond:0} calls/s; a call: host {PerCall.HostCpuMicros:0.0} µs, database {PerCall.DatabaseCpuMicros:0.0} µs, client {PerCall.ClientCpuMicros:0.0} µs, {PerCall.Commits:0.0000} commits, {PerCall.RowsInserted:0.00}+{PerCall.RowsUpdated:0.00} rows, {PerCall.WalBytes:0} B of WAL; {CpuShare:0.00} cores; {Answer}; {Refused} refused, {LostLinks} lost");
}
