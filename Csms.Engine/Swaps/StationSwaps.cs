using Csms.Engine.Events;

namespace Csms.Engine.Swaps;

/// <summary>The last swaps of one station: as they are, and which of them the store does not know yet. Any thread.</summary>
internal sealed class StationSwaps(int stationKey)
{
    /// <summary>Most swaps held in memory of one station; the store has all of them.</summary>
    public const int Most = 64;

    /// <summary>So many that the store does not have are enough: the store is away, and the station tells the next ones again.</summary>
    private const int MostUnwritten = 256;

    private readonly Lock _gate = new();
    private readonly List<BatterySwap> _swaps = []; // oldest first
    private readonly Dictionary<Guid, int> _written = [];
    private bool _mayBeUnwritten;

    public int StationKey => stationKey;

    /// <summary>The newest with a request id.</summary>
    public BatterySwap? Find(int requestId)
    {
        lock (_gate) return _swaps.FindLast(swap => swap.RequestId == requestId);
    }

    /// <summary>Takes in what the station told; false when that was known.</summary>
    public bool Told(BatterySwapReported told, DateTimeOffset now, Func<BatterySwap> begun)
    {
        lock (_gate)
        {
            for (var index = _swaps.Count - 1; index >= 0; index--)
            {
                if (_swaps[index].RequestId != told.RequestId || SwapSteps.Told(_swaps[index], told, now) is not { } after) continue;
                if (ReferenceEquals(after, _swaps[index])) return false;
                (_swaps[index], _mayBeUnwritten) = (after, true);
                return true;
            }

            Put(SwapSteps.Told(begun(), told, now)!);
            return true;
        }
    }

    /// <summary>A new one.</summary>
    public void Add(BatterySwap swap)
    {
        lock (_gate) Put(swap);
    }

    /// <summary>Changes the newest with a request id; false when nothing changes.</summary>
    public bool Step(int requestId, Func<BatterySwap, BatterySwap> step)
    {
        lock (_gate)
        {
            var index = _swaps.FindLastIndex(swap => swap.RequestId == requestId);
            if (index < 0) return false;
            var after = step(_swaps[index]);
            if (ReferenceEquals(after, _swaps[index])) return false;
            (_swaps[index], _mayBeUnwritten) = (after, true);
            return true;
        }
    }

    /// <summary>Read from the store: another node has written something newer. False when it is known.</summary>
    public bool TakeOver(BatterySwap read)
    {
        lock (_gate)
        {
            var index = _swaps.FindIndex(swap => swap.Id == read.Id);
            if (index >= 0 && !SwapSteps.IsNewer(read, _swaps[index])) return false;
            if (index >= 0) _swaps[index] = read;
            else if (_swaps.Count >= Most && !read.IsRunning && read.BegunAt <= _swaps[0].BegunAt) return false; // it was forgotten for newer ones
            else Put(read);
            _written[read.Id] = read.Revision;
            return true;
        }
    }

    /// <summary>Time passes: what nobody speaks of any more lapses, and what is long over is forgotten. True when something lapsed.</summary>
    public bool Pass(DateTimeOffset now, TimeSpan lapse, TimeSpan remembered)
    {
        lock (_gate)
        {
            var changed = false;
            for (var index = _swaps.Count - 1; index >= 0; index--)
            {
                var after = SwapSteps.Lapsed(_swaps[index], now, lapse);
                changed |= !ReferenceEquals(after, _swaps[index]);
                _swaps[index] = after;
                _mayBeUnwritten |= changed;
                if (!after.IsRunning && after.ToldAt + lapse + remembered <= now && IsWritten(after)) Forget(index);
            }

            return changed;
        }
    }

    /// <summary>The store has been away for so long that nothing more is taken in.</summary>
    public bool IsFull
    {
        get { lock (_gate) return _mayBeUnwritten && _swaps.Count(swap => !IsWritten(swap)) >= MostUnwritten; }
    }

    /// <summary>Those that the store does not have as they are.</summary>
    public IReadOnlyList<BatterySwap> Unwritten()
    {
        lock (_gate)
        {
            if (!_mayBeUnwritten) return [];
            List<BatterySwap> unwritten = [.. _swaps.Where(swap => !IsWritten(swap))];
            _mayBeUnwritten = unwritten.Count > 0;
            return unwritten;
        }
    }

    /// <summary>The store has it so.</summary>
    public void Written(BatterySwap swap)
    {
        lock (_gate)
        {
            if (_swaps.Exists(held => held.Id == swap.Id) && _written.GetValueOrDefault(swap.Id) < swap.Revision) _written[swap.Id] = swap.Revision;
        }
    }

    private bool IsWritten(BatterySwap swap) => _written.GetValueOrDefault(swap.Id) >= swap.Revision;

    private void Put(BatterySwap swap)
    {
        _swaps.Insert(_swaps.FindLastIndex(held => held.BegunAt <= swap.BegunAt) + 1, swap);
        _mayBeUnwritten = true;
        if (_swaps.Count <= Most) return;
        // What is over goes first; what the store does not have stays; IsFull bounds it.
        var index = _swaps.FindIndex(held => !held.IsRunning && IsWritten(held));
        if (index < 0) index = _swaps.FindIndex(IsWritten);
        if (index >= 0) Forget(index);
    }

    private void Forget(int index)
    {
        _written.Remove(_swaps[index].Id);
        _swaps.RemoveAt(index);
    }
}
