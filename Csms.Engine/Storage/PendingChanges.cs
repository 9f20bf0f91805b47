namespace Csms.Engine.Storage;

/// <summary>What has to be read again, by kind: some things, or, when they are too many or nobody knows which, everything.</summary>
internal sealed class PendingChanges
{
    /// <summary>From so many on, reading the whole table is less work than naming them.</summary>
    internal const int MostNamed = 500;

    private readonly Dictionary<string, HashSet<string>?> _kinds = new(StringComparer.Ordinal);

    public bool IsEmpty => _kinds.Count == 0;

    public void Add(EnteredChange change)
    {
        if (!_kinds.TryGetValue(change.Kind, out var ids)) _kinds.Add(change.Kind, ids = new(StringComparer.Ordinal));
        if (ids is null) return;
        ids.Add(change.Id);
        if (ids.Count > MostNamed) _kinds[change.Kind] = null;
    }

    public void AddAll(string kind) => _kinds[kind] = null;

    /// <summary>Hands over what there is and begins anew.</summary>
    public IReadOnlyList<(string Kind, IReadOnlyCollection<string>? Ids)> Take()
    {
        var taken = _kinds.Select(kind => (kind.Key, (IReadOnlyCollection<string>?)kind.Value)).ToList();
        _kinds.Clear();
        return taken;
    }
}
