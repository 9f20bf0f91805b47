using System.Collections.Frozen;

namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>How many stations of a run are where.</summary>
public sealed class BulkTally(IEnumerable<KeyValuePair<BulkItemState, int>> counts)
{
    /// <summary>No station.</summary>
    public static readonly BulkTally Empty = new([]);

    private readonly FrozenDictionary<BulkItemState, int> _counts = counts.ToFrozenDictionary();

    /// <summary>Stations in a state.</summary>
    public int this[BulkItemState state] => _counts.GetValueOrDefault(state);

    /// <summary>All stations.</summary>
    public int Total => _counts.Values.Sum();

    /// <summary>Those that take part.</summary>
    public int Targets => Total - this[BulkItemState.LeftOut];

    /// <summary>Those for which it is over.</summary>
    public int Settled => this[BulkItemState.Done] + Failed + this[BulkItemState.NotReached] + this[BulkItemState.NotGiven];

    /// <summary>Those that failed.</summary>
    public int Failed => this[BulkItemState.Failed] + this[BulkItemState.NotSeen];

    /// <summary>Counts states.</summary>
    public static BulkTally Of(IEnumerable<BulkItem> items) => new(items.CountBy(item => item.State));
}
