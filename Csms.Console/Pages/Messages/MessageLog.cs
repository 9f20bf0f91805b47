namespace Csms.Console.Pages.Messages;

/// <summary>The exchanges that a panel holds: newest first, each once. Those that come while it is being read wait beside.</summary>
internal sealed class MessageLog
{
    private readonly List<MessageRow> _rows = [];
    private readonly HashSet<string> _known = [];
    private readonly List<MessageRow> _waiting = [];
    private readonly SortedSet<string> _actions = new(StringComparer.Ordinal);

    /// <summary>What is shown.</summary>
    public IReadOnlyList<MessageRow> Rows => _rows;

    /// <summary>How many wait.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Actions seen so far; they stay when the rows go.</summary>
    public IReadOnlyCollection<string> Actions => _actions;

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        _rows.Clear();
        _known.Clear();
        _waiting.Clear();
    }

    /// <summary>One that is older than all the others.</summary>
    public void AddOlder(MessageRow row) => Insert(row, _rows.Count);

    /// <summary>One that just came. A call to the station is told when it is answered: it stands where it was sent, as the log has it.</summary>
    public void AddNew(MessageRow row)
    {
        var place = 0;
        while (place < _rows.Count && _rows[place].Frame.At > row.Frame.At) place++;
        Insert(row, place);
    }

    /// <summary>One that just came and is to wait; false when too many do.</summary>
    public bool Hold(MessageRow row, int most)
    {
        if (_waiting.Count >= most) return false;
        _waiting.Add(row);
        return true;
    }

    /// <summary>Shows what waits.</summary>
    public void Release()
    {
        foreach (var row in _waiting) AddNew(row);
        _waiting.Clear();
    }

    /// <summary>Lets go of the oldest; false when there was no need.</summary>
    public bool Trim(int most)
    {
        if (_rows.Count <= most) return false;
        foreach (var old in _rows.Skip(most)) _known.Remove(old.Key);
        _rows.RemoveRange(most, _rows.Count - most);
        return true;
    }

    /// <summary>Some of what is shown, for a list that is drawn in parts.</summary>
    public IReadOnlyList<MessageRow> Part(int start, int count) => start >= _rows.Count ? [] : _rows.GetRange(start, Math.Min(count, _rows.Count - start));

    private void Insert(MessageRow row, int place)
    {
        if (!_known.Add(row.Key)) return;
        _rows.Insert(place, row);
        if (row.Frame.Action is { Length: > 0 } action) _actions.Add(action);
    }
}
