using System.Text.Json.Nodes;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>Periodic event streams of 2.1 (N11 to N15): one a periodic monitor that asks for it, sent by SEND at its interval. Under the station's gate.</summary>
internal sealed class EventStreams(VirtualStation station, Func<int, string?> valueOf)
{
    private readonly SortedDictionary<int, Stream> _streams = [];
    private int _last;

    /// <summary>A monitor is set that is to be told as a stream: it is opened; sent once the CSMS has accepted.</summary>
    public void Open(int monitorId, JsonObject terms, int sampleSeconds)
    {
        Close(monitorId, tell: true);
        var stream = new Stream(++_last, monitorId, Math.Max(1, sampleSeconds)) { Interval = terms.Int("interval"), Values = terms.Int("values") };
        station.Enqueue(new OutgoingCall("OpenPeriodicEventStream", new JsonObject { ["constantStreamData"] = stream.Constant() })
        {
            Ended = outcome =>
            {
                if (outcome.Payload?.Str("status") != "Accepted") return;
                (stream.NextAt, stream.SentAt) = (station.Now, station.Now);
                _streams[stream.Id] = stream;
            },
        });
    }

    /// <summary>The monitor of a stream is gone, or its stream is opened anew.</summary>
    public void Close(int monitorId, bool tell)
    {
        foreach (var id in _streams.Values.Where(stream => stream.MonitorId == monitorId).Select(stream => stream.Id).ToArray())
        {
            _streams.Remove(id);
            if (tell) station.Enqueue(new OutgoingCall("ClosePeriodicEventStream", new JsonObject { ["id"] = id }));
        }
    }

    /// <summary>A power cycle: no stream outlives it.</summary>
    public void Forget() => _streams.Clear();

    public Answer Get(JsonObject payload) =>
        Answer.Of(_streams.Count == 0 ? [] : new JsonObject { ["constantStreamData"] = Json.Array(_streams.Values.Select(stream => (JsonNode)stream.Constant())) });

    public Answer Adjust(JsonObject payload)
    {
        if (!_streams.TryGetValue(payload.Int("id") ?? -1, out var stream) || payload.Obj("params") is not { } wanted) return Answer.Status("Rejected");
        (stream.Interval, stream.Values) = (wanted.Int("interval") ?? stream.Interval, wanted.Int("values") ?? stream.Values);
        return Answer.Status("Accepted");
    }

    /// <summary>Samples what is due, and sends what is enough or old enough.</summary>
    public void Tick(DateTimeOffset now)
    {
        foreach (var stream in _streams.Values)
        {
            while (stream.NextAt <= now)
            {
                if (valueOf(stream.MonitorId) is { } value) stream.Held.Add((stream.NextAt, value));
                stream.NextAt = stream.NextAt.AddSeconds(stream.SampleSeconds);
            }

            var isFull = stream.Values is > 0 and var values && stream.Held.Count >= values;
            if (stream.Held.Count == 0 || !(isFull || now - stream.SentAt >= TimeSpan.FromSeconds(stream.Interval ?? stream.SampleSeconds))) continue;
            stream.SentAt = now;
            var first = stream.Held[0].At;
            var message = new JsonArray(6, station.NextMessageId(), "NotifyPeriodicEventStream", new JsonObject
            {
                ["id"] = stream.Id,
                ["pending"] = 0,
                ["basetime"] = Json.Stamp(station.Believed(first)),
                ["data"] = Json.Array(stream.Held.Select(held => (JsonNode)new JsonObject { ["t"] = Math.Round((held.At - first).TotalSeconds, 3), ["v"] = held.Value })),
            });
            stream.Held.Clear();
            station.SendLoose(message);
        }
    }

    private sealed class Stream(int id, int monitorId, int sampleSeconds)
    {
        public int Id => id;

        public int MonitorId => monitorId;

        public int SampleSeconds => sampleSeconds;

        public int? Interval { get; set; }

        public int? Values { get; set; }

        public DateTimeOffset NextAt { get; set; }

        public DateTimeOffset SentAt { get; set; }

        public List<(DateTimeOffset At, string Value)> Held { get; } = [];

        public JsonObject Constant() => new()
        {
            ["id"] = id,
            ["variableMonitoringId"] = monitorId,
            ["params"] = new JsonObject().With("interval", Interval).With("values", Values),
        };
    }
}
