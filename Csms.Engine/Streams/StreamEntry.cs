using Csms.Engine.Events;
using Csms.Engine.Stations.Kept;

namespace Csms.Engine.Streams;

/// <summary>One station: its streams as they are known now and as they stand in the store, what came by them, and how much more may be kept. Any thread.</summary>
internal sealed class StreamEntry(int stationKey, StationStreams stored, ValueAllowance allowance) : KeptState<StationStreams>(stationKey, stored)
{
    private readonly Dictionary<int, StreamNow> _now = [];
    private ValueAllowance _allowance = allowance;
    private DateTimeOffset? _askedAt;

    /// <summary>What came by a stream; null: nothing.</summary>
    public StreamNow? Now(int number)
    {
        lock (Gate) return _now.GetValueOrDefault(number);
    }

    /// <summary>Counts what came.</summary>
    /// <returns>The stream, null when it is not known; and how many of the values, the last ones, are to be kept.</returns>
    public (EventStream? Stream, int Kept) Take(StreamValuesReported told, int perSecond, DateTimeOffset now)
    {
        lock (Gate)
        {
            if (Current.Running(told.StreamId) is not { } stream || told.Values is not [.., var last]) return (null, 0);
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
        lock (Gate)
        {
            if (_askedAt + again > now) return false;
            _askedAt = now;
            return true;
        }
    }

    /// <inheritdoc/>
    protected override void Stepped(StationStreams before, StationStreams after)
    {
        foreach (var number in _now.Keys.Where(number => !after.All.ContainsKey(number)).ToList()) _now.Remove(number);
        foreach (var (number, stream) in after.All)
        {
            // Opened anew: what came before is not its.
            if (stream.IsLive && before.All.TryGetValue(number, out var earlier) && earlier.OpenedAt != stream.OpenedAt) _now.Remove(number);
        }
    }
}
