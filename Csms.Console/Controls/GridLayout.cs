namespace Csms.Console.Controls;

/// <summary>
/// Which columns of a list are shown and in which order. The table tells what there is, the column menu what is wished; a page makes one and
/// hands it to both.
/// </summary>
/// <param name="list">Stable name of the list: what a choice is kept under.</param>
public sealed class GridLayout(string list)
{
    /// <summary>Something changed: what there is, or what is wished.</summary>
    public event Action? Changed;

    /// <summary>Name of the list.</summary>
    public string List { get; } = list;

    /// <summary>Every column, in the list's own order.</summary>
    public IReadOnlyList<GridColumn> Columns { get; private set; } = [];

    /// <summary>Keys that are shown besides the fixed ones, in order; null: the list's own choice.</summary>
    public IReadOnlyList<string>? Chosen { get; private set; }

    /// <summary>Columns shown, in order, fixed ones included.</summary>
    public IReadOnlyList<GridColumn> Shown
    {
        get
        {
            if (Chosen is null) return [.. Columns.Where(column => column.Fixed || !column.Extra)];
            var chosen = Chosen.Select(key => Columns.FirstOrDefault(column => column.Key == key && !column.Fixed)).OfType<GridColumn>();
            return [.. Columns.Take(1).Where(column => column.Fixed), .. chosen, .. Columns.Skip(1).Where(column => column.Fixed)];
        }
    }

    /// <summary>Keys that may be chosen, of those shown, in order.</summary>
    public IEnumerable<string> ShownKeys => Shown.Where(column => !column.Fixed).Select(column => column.Key);

    /// <summary>"site,kw" as in the address; null for null or when no word is left.</summary>
    public static IReadOnlyList<string>? Parse(string? text) =>
        text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToArray() is { Length: > 0 } keys ? keys : null;

    /// <summary>The wish changes; null: back to the list's own.</summary>
    public void Choose(IReadOnlyList<string>? keys)
    {
        if (keys is null ? Chosen is null : Chosen is not null && keys.SequenceEqual(Chosen)) return;
        Chosen = keys;
        Changed?.Invoke();
    }

    /// <summary>Shows or hides one; a shown one comes last.</summary>
    public IReadOnlyList<string> Toggled(string key)
    {
        var keys = ShownKeys.ToList();
        if (!keys.Remove(key)) keys.Add(key);
        return keys;
    }

    /// <summary>One goes a place up (-1) or down (1).</summary>
    public IReadOnlyList<string> Moved(string key, int step)
    {
        var keys = ShownKeys.ToList();
        var from = keys.IndexOf(key);
        var to = from + step;
        if (from < 0 || to < 0 || to >= keys.Count) return keys;
        (keys[from], keys[to]) = (keys[to], keys[from]);
        return keys;
    }

    /// <summary>The table tells what columns there are.</summary>
    internal void Offer(IReadOnlyList<GridColumn> columns)
    {
        if (columns.SequenceEqual(Columns)) return;
        Columns = columns;
        Changed?.Invoke();
    }
}
