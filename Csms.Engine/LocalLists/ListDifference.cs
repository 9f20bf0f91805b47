namespace Csms.Engine.LocalLists;

/// <summary>What makes one list of another. Pure.</summary>
/// <param name="Put">Entries that are new or different.</param>
/// <param name="Gone">Entries that are no more.</param>
public sealed record ListDifference(IReadOnlyList<ListEntry> Put, IReadOnlyList<ListEntry> Gone)
{
    private static readonly ListDifference None = new([], []);

    /// <summary>How many entries a Differential would have.</summary>
    public int Count => Put.Count + Gone.Count;

    /// <summary>From what is held to what should be.</summary>
    public static ListDifference Of(TokenList held, TokenList wanted)
    {
        ArgumentNullException.ThrowIfNull(held);
        ArgumentNullException.ThrowIfNull(wanted);
        if (ReferenceEquals(held, wanted)) return None;
        List<ListEntry> put = [.. wanted.Entries.Where(entry => held.Find(entry.IdToken) != entry)];
        List<ListEntry> gone = [.. held.Entries.Where(entry => wanted.Find(entry.IdToken) is null)];
        return put.Count + gone.Count == 0 ? None : new ListDifference(put, gone);
    }
}
