namespace Csms.Console.Pages.Stations;

/// <summary>Rows of the list as they follow the network: values change in place; the order changes only when it may.</summary>
public sealed class StationOrder
{
    /// <summary>Rows shown, immutable: another list when anything changed.</summary>
    public IReadOnlyList<StationRow> Rows { get; private set; } = [];

    /// <summary>The order is not the one that the values ask for any more.</summary>
    public bool IsStale { get; private set; }

    /// <summary>Takes in what the network is now.</summary>
    /// <param name="wanted">Stations that match, in the order asked for.</param>
    /// <param name="mayMove">False while the pointer is over the list: rows stay where they are, new ones come last.</param>
    /// <returns>Whether anything shown has changed.</returns>
    public bool Take(IReadOnlyList<StationRow> wanted, bool mayMove)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var next = wanted;
        IsStale = false;
        if (!mayMove && !InOrder(Rows, wanted))
        {
            var now = new Dictionary<string, StationRow>(wanted.Count, StringComparer.Ordinal);
            foreach (var row in wanted) now.Add(row.Id, row);
            var kept = new List<StationRow>(wanted.Count);
            foreach (var shown in Rows)
                if (now.Remove(shown.Id, out var row)) kept.Add(row);
            foreach (var row in wanted)
                if (now.ContainsKey(row.Id)) kept.Add(row);
            IsStale = !InOrder(kept, wanted);
            next = kept;
        }

        if (Same(next)) return false;
        Rows = next;
        return true;
    }

    private static bool InOrder(IReadOnlyList<StationRow> rows, IReadOnlyList<StationRow> wanted)
    {
        if (rows.Count != wanted.Count) return false;
        for (var i = 0; i < rows.Count; i++)
            if (rows[i].State.Id != wanted[i].State.Id) return false;
        return true;
    }

    private bool Same(IReadOnlyList<StationRow> next)
    {
        if (next.Count != Rows.Count) return false;
        for (var i = 0; i < next.Count; i++)
            if (!ReferenceEquals(next[i], Rows[i])) return false;
        return true;
    }
}
