using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Stations.Configuration;

namespace Csms.Engine.Streams;

/// <summary>From what is known of a station's streams to what is known next. Pure; the same back when nothing changes.</summary>
internal static class StreamSteps
{
    /// <summary>Most streams that are over and still listed.</summary>
    public const int MostPast = 40;

    /// <summary>Most monitors whose variable is remembered.</summary>
    public const int MostMonitors = 200;

    /// <summary>The station wants to open a stream. Refused when it has too many; asked twice it is one.</summary>
    public static (StationStreams After, bool Accepted) Opened(StationStreams before, StreamTerms terms, DateTimeOffset now, int most) =>
        before.All.Values.Count(stream => stream.IsLive && stream.Id != terms.StreamId) >= most ? (before, false) : (With(before, terms, now, false), true);

    /// <summary>The station closed one.</summary>
    public static StationStreams Closed(StationStreams before, int id, DateTimeOffset now) => before.Running(id) is { } stream ? Ended(before, stream, StreamEnd.Station, now) : before;

    /// <summary>The station booted.</summary>
    public static StationStreams Booted(StationStreams before, DateTimeOffset now) =>
        before.All.Values.Where(stream => stream.IsLive).Aggregate(before, (streams, stream) => Ended(streams, stream, StreamEnd.Boot, now));

    /// <summary>Values came for a stream that nobody knows. With too many streams it stays unknown.</summary>
    public static StationStreams Found(StationStreams before, int id, DateTimeOffset now, int most)
    {
        if (before.Running(id) is not null || before.All.Values.Count(stream => stream.IsLive) >= most) return before;
        var known = before.All.Values.FirstOrDefault(stream => stream.Id == id && stream.MonitorId is null);
        var found = known is null ? new EventStream { Number = before.Next, Id = id, OpenedAt = now, State = StreamState.Found } : known with { OpenedAt = now, State = StreamState.Found, ClosedAt = null, End = null };
        return Put(before, found);
    }

    /// <summary>The station told all of its streams: what it did not name is over.</summary>
    public static StationStreams Listed(StationStreams before, IReadOnlyList<StreamTerms> told, DateTimeOffset now)
    {
        var next = Next(before) with { ReadAt = now };
        foreach (var stream in before.All.Values.Where(stream => stream.IsLive && told.All(terms => terms.StreamId != stream.Id))) next = Ended(next, stream, StreamEnd.NotListed, now);
        return told.Aggregate(next, (streams, terms) => With(streams, terms, now, true));
    }

    /// <summary>The station accepted other terms.</summary>
    public static StationStreams Adjusted(StationStreams before, int id, int? interval, int? values) =>
        before.Running(id) is { } stream ? Put(before, stream with { IntervalSeconds = interval ?? stream.IntervalSeconds, Values = values ?? stream.Values }) : before;

    /// <summary>The station accepted monitors: what they watch.</summary>
    public static StationStreams Monitored(StationStreams before, JsonObject response)
    {
        var monitors = before.Monitors;
        foreach (var item in (response["setMonitoringResult"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (item["id"] is JsonValue number && number.TryGetValue<int>(out var id) && JsonTree.Text(item["status"]) == "Accepted" && VariableAddress.Of(item) is { } address
                && (monitors.Count < MostMonitors || monitors.ContainsKey(id)) && monitors.GetValueOrDefault(id) != address.ToString())
            {
                monitors = monitors.SetItem(id, address.ToString());
            }
        }

        return ReferenceEquals(monitors, before.Monitors) ? before : Next(before) with { Monitors = monitors };
    }

    /// <summary>The streams that GetPeriodicEventStream named; null: the answer is none.</summary>
    public static IReadOnlyList<StreamTerms> Terms(JsonObject response) =>
    [
        .. from item in (response["constantStreamData"] as JsonArray ?? []).OfType<JsonObject>()
           let id = Number(item["id"])
           let monitor = Number(item["variableMonitoringId"])
           where id is not null && monitor is not null
           select new StreamTerms(id.Value, monitor.Value, Number((item["params"] as JsonObject)?["interval"]), Number((item["params"] as JsonObject)?["values"])),
    ];

    private static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static StationStreams With(StationStreams before, StreamTerms terms, DateTimeOffset now, bool listed)
    {
        var running = before.Running(terms.StreamId);
        if (running is not null && running.MonitorId == terms.MonitorId)
        {
            var same = running with { IntervalSeconds = terms.IntervalSeconds ?? running.IntervalSeconds, Values = terms.Values ?? running.Values, State = StreamState.Open };
            return same == running ? before : Put(before, same);
        }

        var next = before;
        var known = before.All.Values.FirstOrDefault(stream => stream.Id == terms.StreamId && stream.MonitorId == terms.MonitorId);
        if (running is { State: StreamState.Found } && known is null) known = running; // now it is known what it carries
        else if (running is not null) next = Ended(before, running, StreamEnd.Replaced, now);
        var opened = (known ?? new EventStream { Number = next.Next, Id = terms.StreamId, OpenedAt = now }) with
        {
            MonitorId = terms.MonitorId, IntervalSeconds = terms.IntervalSeconds, Values = terms.Values, State = StreamState.Open, ClosedAt = null, End = null,
            OpenedAt = listed && known is { IsLive: true } ? known.OpenedAt : now,
        };
        return Put(next, opened);
    }

    private static StationStreams Ended(StationStreams before, EventStream stream, StreamEnd end, DateTimeOffset now) =>
        Put(before, stream with { State = StreamState.Closed, ClosedAt = now, End = end });

    private static StationStreams Put(StationStreams before, EventStream stream)
    {
        var all = before.All.SetItem(stream.Number, stream);
        var past = all.Values.Where(each => !each.IsLive).OrderByDescending(each => each.ClosedAt).Skip(MostPast).Select(each => each.Number).ToList();
        return Next(before) with { All = past.Count == 0 ? all : all.RemoveRange(past), Next = Math.Max(before.Next, stream.Number + 1) };
    }

    private static StationStreams Next(StationStreams before) => before with { Revision = before.Revision + 1 };
}
