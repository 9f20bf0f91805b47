namespace Csms.Engine.Sessions;

/// <summary>
/// Content keys of the latest messages of a transaction: the quick answer to "seen before?". The store's unique key is the lasting one.
/// </summary>
public sealed class RecentKeys
{
    /// <summary>How many are remembered.</summary>
    public const int Capacity = 16;

    private readonly long[] _keys;

    private RecentKeys(long[] keys) => _keys = keys;

    /// <summary>None.</summary>
    public static RecentKeys Empty { get; } = new([]);

    /// <summary>From the store, oldest first.</summary>
    public static RecentKeys Of(IReadOnlyList<long> keys) => new([.. keys.TakeLast(Capacity)]);

    /// <summary>The keys, oldest first.</summary>
    public ReadOnlySpan<long> Keys => _keys;

    /// <summary>Whether the key is among the latest.</summary>
    public bool Has(long key) => Array.IndexOf(_keys, key) >= 0;

    /// <summary>With one more; the oldest goes when full.</summary>
    public RecentKeys With(long key)
    {
        var drop = _keys.Length == Capacity ? 1 : 0;
        var keys = new long[_keys.Length - drop + 1];
        Array.Copy(_keys, drop, keys, 0, _keys.Length - drop);
        keys[^1] = key;
        return new RecentKeys(keys);
    }
}
