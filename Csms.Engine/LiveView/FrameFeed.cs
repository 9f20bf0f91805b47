using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Csms.Engine.Gateway;
using Csms.Engine.Units;

namespace Csms.Engine.LiveView;

/// <summary>Frames of stations that somebody is looking at, as they happen. Nobody looking costs one look-up a frame.</summary>
public sealed class FrameFeed : IFrameSink
{
    private readonly ConcurrentDictionary<StationId, ImmutableArray<Action<LiveFrame>>> _watchers = new();

    /// <summary>Calls back for every frame of a station, on the message path: it must queue and return.</summary>
    public IDisposable Watch(StationId station, Action<LiveFrame> seen)
    {
        _watchers.AddOrUpdate(station, static (_, seen) => [seen], static (_, all, seen) => all.Add(seen), seen);
        return new Watching(this, station, seen);
    }

    /// <inheritdoc/>
    public void Append(in FrameRecord frame)
    {
        if (_watchers.IsEmpty || !_watchers.TryGetValue(frame.Station, out var watchers))
        {
            return;
        }

        var live = new LiveFrame(
            frame.FromStation,
            frame.At,
            frame.Type,
            frame.Action,
            frame.MessageId,
            Encoding.UTF8.GetString(frame.Payload),
            frame.AnsweredAt,
            frame.AnswerType,
            frame.AnswerPayload.IsEmpty ? null : Encoding.UTF8.GetString(frame.AnswerPayload),
            frame.ErrorCode is null ? null : string.IsNullOrEmpty(frame.ErrorDescription) ? frame.ErrorCode : $"{frame.ErrorCode}: {frame.ErrorDescription}",
            frame.Notes);
        foreach (var watcher in watchers)
        {
            watcher(live);
        }
    }

    private void End(StationId station, Action<LiveFrame> seen)
    {
        while (_watchers.TryGetValue(station, out var all))
        {
            var left = all.Remove(seen);
            var done = left.IsEmpty
                ? _watchers.TryRemove(new KeyValuePair<StationId, ImmutableArray<Action<LiveFrame>>>(station, all))
                : _watchers.TryUpdate(station, left, all);
            if (done)
            {
                return;
            }
        }
    }

    private sealed class Watching(FrameFeed feed, StationId station, Action<LiveFrame> seen) : IDisposable
    {
        public void Dispose() => feed.End(station, seen);
    }
}
