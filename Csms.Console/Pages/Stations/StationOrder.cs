using Csms.Engine.Energy;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Stations;

/// <summary>Rows of the list as they follow the network: values change in place; the order changes only when it may.</summary>
public sealed class StationOrder(SiteDirectory sites)
{
    private readonly Dictionary<string, StationRow> _rows = new(StringComparer.Ordinal);

    /// <summary>Rows shown, immutable: another list when anything changed.</summary>
    public IReadOnlyList<StationRow> Rows { get; private set; } = [];

    /// <summary>The order is not the one that the values ask for any more.</summary>
    public bool IsStale { get; private set; }

    /// <summary>Takes in what the network is now.</summary>
    /// <param name="wanted">Stations that match, in the order asked for.</param>
    /// <param name="mayMove">False while the pointer is over the list: rows stay where they are, new ones come last.</param>
    /// <returns>Whether anything shown has changed.</returns>
    public bool Take(IReadOnlyList<StationState> wanted, bool mayMove)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var next = new List<StationRow>(wanted.Count);
        if (mayMove)
        {
            foreach (var state in wanted) next.Add(Row(state));
            IsStale = false;
        }
        else
        {
            var now = new Dictionary<string, StationState>(wanted.Count, StringComparer.Ordinal);
            foreach (var state in wanted) now.Add(state.Id.Value, state);
            foreach (var row in Rows)
                if (now.Remove(row.Id, out var state)) next.Add(Row(state));
            foreach (var state in wanted)
                if (now.ContainsKey(state.Id.Value)) next.Add(Row(state));
            IsStale = !InOrder(next, wanted);
        }

        if (Same(next)) return false;
        Rows = next;
        return true;
    }

    private static bool InOrder(List<StationRow> rows, IReadOnlyList<StationState> wanted)
    {
        for (var i = 0; i < rows.Count; i++)
            if (rows[i].State.Id != wanted[i].Id) return false;
        return true;
    }

    private StationRow Row(StationState state)
    {
        var site = sites.Find(state.Profile.SiteId);
        if (_rows.TryGetValue(state.Id.Value, out var row) && ReferenceEquals(row.State, state) && ReferenceEquals(row.Site, site)) return row;
        return _rows[state.Id.Value] = new StationRow(state, site);
    }

    private bool Same(List<StationRow> next)
    {
        if (next.Count != Rows.Count) return false;
        for (var i = 0; i < next.Count; i++)
            if (!ReferenceEquals(next[i], Rows[i])) return false;
        return true;
    }
}
