using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Csms.Engine.LocalLists;

/// <summary>Content of a local list: entries in the order of their tokens, each token once. Immutable; stations with the same content share one.</summary>
public sealed class TokenList
{
    private static readonly StringComparer Order = StringComparer.OrdinalIgnoreCase;

    /// <summary>No entry.</summary>
    public static readonly TokenList Empty = new([]);

    private readonly Lazy<string> _hash;

    private TokenList(ImmutableArray<ListEntry> entries)
    {
        Entries = entries;
        _hash = new(() => Digest(entries));
    }

    /// <summary>The entries, by token.</summary>
    public ImmutableArray<ListEntry> Entries { get; }

    /// <summary>How many.</summary>
    public int Count => Entries.Length;

    /// <summary>Digest of the content, 64 hex digits: two lists with the same one are the same.</summary>
    public string Hash => _hash.Value;

    /// <summary>A list of these entries; of two for one token the later one counts.</summary>
    public static TokenList Of(IEnumerable<ListEntry> entries)
    {
        var sorted = new SortedDictionary<string, ListEntry>(Order);
        foreach (var entry in entries) sorted[entry.IdToken] = entry;
        return sorted.Count == 0 ? Empty : new TokenList([.. sorted.Values]);
    }

    /// <summary>This list with a few entries more; of two for one token the added one counts.</summary>
    public TokenList With(IEnumerable<ListEntry> added)
    {
        var more = Of(added);
        if (more.Count == 0) return this;
        var merged = ImmutableArray.CreateBuilder<ListEntry>(Count + more.Count);
        var next = 0;
        foreach (var entry in more.Entries)
        {
            var (place, found) = PlaceOf(entry.IdToken);
            merged.AddRange(Entries.AsSpan(next, place - next));
            merged.Add(entry);
            next = found ? place + 1 : place;
        }

        merged.AddRange(Entries.AsSpan(next, Count - next));
        return new TokenList(merged.DrainToImmutable());
    }

    /// <summary>The entry of a token, or null.</summary>
    public ListEntry? Find(string idToken) => PlaceOf(idToken) is (var place, true) ? Entries[place] : null;

    /// <summary>Where a token stands, or would stand.</summary>
    private (int Place, bool Found) PlaceOf(string idToken)
    {
        var (low, high) = (0, Entries.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var compared = Order.Compare(Entries[middle].IdToken, idToken);
            if (compared == 0) return (middle, true);
            if (compared < 0) low = middle + 1;
            else high = middle - 1;
        }

        return (low, false);
    }

    private static string Digest(ImmutableArray<ListEntry> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in entries) hash.AppendData(Encoding.UTF8.GetBytes($"{entry.IdToken}\n{entry.Type}\n{entry.Info}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
