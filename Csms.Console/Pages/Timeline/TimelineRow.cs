using Csms.Console.Controls;

namespace Csms.Console.Pages.Timeline;

/// <summary>A segment as the table beside the timeline shows it.</summary>
internal sealed record TimelineRow(TimelineLane Lane, EvState State, DateTimeOffset From, DateTimeOffset To, long Session, string? Why)
{
    /// <summary>Segments of all lanes that lie in a view, newest first. Pure.</summary>
    public static IReadOnlyList<TimelineRow> Of(TimelineData data, DateTimeOffset from, DateTimeOffset to, int most)
    {
        var start = DateTimeOffset.FromUnixTimeMilliseconds(data.Start);
        var end = DateTimeOffset.FromUnixTimeMilliseconds(data.End);
        var rows = new List<TimelineRow>();
        foreach (var lane in data.Lanes)
        {
            for (var i = 0; i < lane.At.Count; i++)
            {
                var begin = start.AddSeconds(lane.At[i]);
                var until = i + 1 < lane.At.Count ? start.AddSeconds(lane.At[i + 1]) : end;
                if (until <= from || begin >= to) continue;
                rows.Add(new TimelineRow(lane, (EvState)lane.State[i], begin, until, lane.Session[i], lane.Why.GetValueOrDefault(i)));
            }
        }

        return [.. rows.OrderByDescending(row => row.From).Take(most)];
    }
}
