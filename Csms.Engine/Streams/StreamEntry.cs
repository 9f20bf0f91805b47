using Csms.Engine.Events;

namespace Csms.Engine.Streams;

/// <summary>One station: its streams as they are known now and as they stand in the store, what came by them, and how much more may be kept. Any thread.</summary>
internal sealed class StreamEntry(int stationKey, StationStreams stored, ValueAllowance allowance)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, StreamNow> _now = [];
    private StationStreams _current = stored;
    private StationStreams _written = stored;
    private ValueAllowance _allowance = allowance;
    private DateTimeOffset? _askedAt;

    public int StationKey => stationKey;

    public StationStreams Current => Volatile.Read(ref _current);

    public StationStreams Written { set => Volatile.Write(ref _written, value); }

    public bool IsWritten => ReferenceEquals(Current, Volatile.Read(ref _written));

    /// <summary>What came by a stream; null: nothing.</summary>
    public StreamNow? Now(int number)
    {
        lock (_gate) return _now.GetValueOrDefault(number);
    }

    public bool Step(Func<StationStreams, StationStreams> step)
    {
        lock (_gate)
        {
            var after = step(_current);
            if (ReferenceEquals(after, _current)) return false;
            foreach (var number in _now.Keys.Where(number => !after.All.ContainsKey(number)).ToList()) _now.Remove(number);
            foreach (var (number, stream) in after.All)
            {
                // Opened anew: what came before is not its.
                if (stream.IsLive && _current.All.TryGetValue(number, out var before) && before.OpenedAt != stream.OpenedAt) _now.Remove(number);
            }

            Volatile.Write(ref _current, after);
            return true;
        }
    }

    /// <summary>Another node has written something newer.</summary>
    public bool TakeOver(StationStreams newer)
    {
        lock (_gate)
        {
            if (newer.Revision <= _current.Revision) return false;
            Volatile.Write(ref _written, newer);
            Volatile.Write(ref _current, newer);
            return true;
        }
    }

    /// <summary>Counts what came.</summary>
    /// <returns>The stream, null when it is not known; and how many of the values, the last ones, are to be kept.</returns>
    public (EventStream? Stream, int Kept) Take(StreamValuesReported told, int perSecond, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_current.Running(told.StreamId) is not { } stream || told.Values is not [.., var last]) return (null, 0);
            (var kept, _allowance) = _allowance.Take(told.Values.Count, perSecond, now);
            var before = _now.GetValueOrDefault(stream.Number);
            _now[stream.Number] = new StreamNow(
                StreamTimes.Of(told.BaseTime, last.OffsetSeconds, now), last.Value, told.Pending, (before?.Received ?? 0) + told.Values.Count, (before?.Dropped ?? 0) + told.Values.Count - kept);
            return (stream, kept);
        }
    }

    /// <summary>Whether the station may be asked for its streams now: seldom, whatever it sends.</summary>
    public bool MayAsk(DateTimeOffset now, TimeSpan again)
    {
        lock (_gate)
        {
            if (_askedAt + again > now) return false;
            _askedAt = now;
            return true;
        }
    }
}
