using System.Collections.Immutable;

namespace Csms.Console.Controls;

/// <summary>
/// Which rows of a list are ticked: some by key, or everything that the filter matches but some. A filter is a promise about rows that have
/// not been read yet, so "all" is kept as "all" and never as the keys that happened to be loaded. Immutable.
/// </summary>
public sealed class RowSelection
{
    /// <summary>Nothing is ticked.</summary>
    public static readonly RowSelection None = new(false, ImmutableHashSet.Create<string>(StringComparer.Ordinal));

    /// <summary>Everything that the filter matches.</summary>
    public static readonly RowSelection Everything = new(true, None._keys);

    private readonly ImmutableHashSet<string> _keys;

    private RowSelection(bool all, ImmutableHashSet<string> keys) => (IsAll, _keys) = (all, keys);

    /// <summary>What the filter matches is ticked, but for those that were taken out by hand.</summary>
    public bool IsAll { get; }

    /// <summary>It is everything, and nothing was taken out by hand.</summary>
    public bool IsWhole => IsAll && _keys.IsEmpty;

    /// <summary>How many were taken out of everything by hand.</summary>
    public int TakenOut => IsAll ? _keys.Count : 0;

    /// <summary>Nothing is ticked.</summary>
    public bool IsNone => !IsAll && _keys.IsEmpty;

    /// <summary>Rows ticked one by one, also those that the filter does not match any more; none when it is everything.</summary>
    public IReadOnlyCollection<string> Keys => IsAll ? [] : _keys;

    /// <summary>Only these.</summary>
    public static RowSelection Of(params IEnumerable<string> keys) => None.With(keys);

    /// <summary>Whether a row that the filter matches is ticked.</summary>
    public bool Contains(string key) => _keys.Contains(key) != IsAll;

    /// <summary>How many are ticked.</summary>
    /// <param name="matching">Rows that the filter matches.</param>
    public int Count(int matching) => IsAll ? Math.Max(0, matching - _keys.Count) : _keys.Count;

    /// <summary>The other way round for one row.</summary>
    public RowSelection Toggle(string key) => new(IsAll, _keys.Remove(key) is var without && without != _keys ? without : _keys.Add(key));

    /// <summary>These too.</summary>
    public RowSelection With(IEnumerable<string> keys) => new(IsAll, IsAll ? _keys.Except(keys) : _keys.Union(keys));

    /// <summary>The ticked ones of what the filter matches.</summary>
    public IEnumerable<TItem> Pick<TItem>(IEnumerable<TItem> matching, Func<TItem, string> key)
    {
        ArgumentNullException.ThrowIfNull(matching);
        return matching.Where(item => Contains(key(item)));
    }
}
