using Csms.Bench.Measures;

namespace Csms.Bench.Targets;

/// <summary>The server under load and how its cost can be seen.</summary>
internal sealed record Target : IAsyncDisposable
{
    /// <summary>ours, floor, or what the person said.</summary>
    public required string Name { get; init; }

    /// <summary>ws://host:port/ocpp; identities are appended.</summary>
    public required Uri Url { get; init; }

    /// <summary>Process of the server; null: its cost is not seen.</summary>
    public int? Pid { get; init; }

    /// <summary>Postmaster of its database.</summary>
    public int? DatabasePid { get; init; }

    /// <summary>To read the database's counters.</summary>
    public string? Database { get; init; }

    /// <summary>Version with commit, where known.</summary>
    public string? Version { get; init; }

    /// <summary>Ends the server when this tool started it.</summary>
    public IAsyncDisposable? Owner { get; init; }

    public async Task<CostReading> ReadAsync(CancellationToken cancellation) => new(
        Pid is { } pid ? ProcessFigures.Cpu(pid) : null,
        DatabasePid is { } database ? ProcessFigures.CpuOfTree(database) : null,
        ProcessFigures.Cpu(Environment.ProcessId),
        await DatabaseCounts.ReadAsync(Database, cancellation));

    public long? ResidentBytes() => Pid is { } pid ? ProcessFigures.ResidentBytes(pid) : null;

    public ValueTask DisposeAsync() => Owner?.DisposeAsync() ?? ValueTask.CompletedTask;
}
