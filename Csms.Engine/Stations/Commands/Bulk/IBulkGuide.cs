namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>
/// What a kind of run knows beyond its command: when a station may have its turn, and when what it agreed to is done. Asked at each look, so both
/// answers come from what stands in memory wherever they can.
/// </summary>
public interface IBulkGuide
{
    /// <summary>The kind, <see cref="BulkRun.Kind"/>.</summary>
    string Kind { get; }

    /// <summary>How stations that wait stand at this look.</summary>
    /// <param name="run">The run.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask<Func<BulkItem, BulkTurn>> TurnsAsync(BulkRun run, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Stations that agreed, as they stand now: still <see cref="BulkItemState.Answered"/>, or settled.</summary>
    /// <param name="run">The run.</param>
    /// <param name="agreed">Those that are <see cref="BulkItemState.Answered"/>.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask<IReadOnlyList<BulkItem>> JudgeAsync(BulkRun run, IReadOnlyList<BulkItem> agreed, DateTimeOffset now, CancellationToken cancellation);
}
