using Csms.Engine.Ocpp;

namespace Csms.Engine.Stations.Quirks;

/// <summary>The deviations of one station: at most one row for each that is known. Any thread.</summary>
internal sealed class StationQuirks(int key)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<FrameNote, StationQuirk> _all = [];
    private readonly Dictionary<FrameNote, long> _unwritten = [];

    /// <summary>The station's compact number in the store.</summary>
    public int Key { get; } = key;

    /// <summary>Takes what was stored; what was seen since comes on top.</summary>
    public void Restore(StationQuirk stored)
    {
        lock (_gate) _all[stored.Note] = _all.TryGetValue(stored.Note, out var seen) ? seen with { Seen = seen.Seen + stored.Seen, FirstAt = stored.FirstAt } : stored;
    }

    public void See(FrameNote note, DateTimeOffset at, string action, string messageId)
    {
        at = new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerMicrosecond), at.Offset); // as the message log keeps it: the two must meet
        lock (_gate)
        {
            _all[note] = _all.TryGetValue(note, out var before)
                ? before with { Seen = before.Seen + 1, LastAt = at, LastAction = action, LastMessageId = messageId }
                : new StationQuirk(note, 1, at, at, action, messageId);
            _unwritten[note] = _unwritten.GetValueOrDefault(note) + 1;
        }
    }

    public bool Has(FrameNote note)
    {
        lock (_gate) return _all.ContainsKey(note);
    }

    public IReadOnlyList<StationQuirk> All()
    {
        lock (_gate) return [.. _all.Values];
    }

    /// <summary>What was seen since the last time, as it is now; the count is that of these only.</summary>
    public IReadOnlyList<StationQuirk> TakeUnwritten()
    {
        lock (_gate)
        {
            if (_unwritten.Count == 0) return [];
            List<StationQuirk> taken = [.. _unwritten.Select(each => _all[each.Key] with { Seen = each.Value })];
            _unwritten.Clear();
            return taken;
        }
    }

    /// <summary>They could not be written: they count again.</summary>
    public void GiveBack(IEnumerable<StationQuirk> taken)
    {
        lock (_gate)
        {
            foreach (var each in taken) _unwritten[each.Note] = _unwritten.GetValueOrDefault(each.Note) + each.Seen;
        }
    }
}
