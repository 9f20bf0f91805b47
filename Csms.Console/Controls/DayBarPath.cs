using System.Globalization;
using System.Text;

namespace Csms.Console.Controls;

/// <summary>Pure: lanes to one SVG path a state, so that a row of the grid costs a handful of elements however often states changed.</summary>
internal static class DayBarPath
{
    private const double Gap = 1;       // between segments
    private const double LaneGap = 2;

    /// <summary>Paths by state, best state first so that worse ones lie on top.</summary>
    public static IReadOnlyList<(EvState State, string Path)> Of(IReadOnlyList<IReadOnlyList<DaySegment>> lanes, DateTimeOffset from, DateTimeOffset to, double width, double height)
    {
        if (lanes.Count == 0 || to <= from) return [];
        var paths = new StringBuilder?[EvStates.WorstFirst.Count];
        var lane = (height - LaneGap * (lanes.Count - 1)) / lanes.Count;
        var scale = width / (to - from).TotalSeconds;
        for (var i = 0; i < lanes.Count; i++)
        {
            var bottom = i * (lane + LaneGap) + lane;
            foreach (var (state, begin, end) in Merge(lanes[i], from, to, scale))
            {
                var high = Math.Max(1.5, lane * state.BarHeight());
                var path = paths[(int)state] ??= new StringBuilder(64);
                var wide = Math.Max(1, end - begin - (end < width ? Gap : 0));
                // A faulted block carries a notch, so that it reads without colour.
                if (state == EvState.Faulted && wide >= 10)
                    path.Append(CultureInfo.InvariantCulture, $"M{begin:0.#} {bottom - high:0.#}h{wide / 2 - 3:0.#}l3 3 3-3h{wide / 2 - 3:0.#}v{high:0.#}h{-wide:0.#}z");
                else
                    path.Append(CultureInfo.InvariantCulture, $"M{begin:0.#} {bottom - high:0.#}h{wide:0.#}v{high:0.#}h{-wide:0.#}z");
            }
        }
        var result = new List<(EvState, string)>(4);
        for (var state = paths.Length - 1; state >= 0; state--)
            if (paths[state] is { } path) result.Add(((EvState)state, path.ToString()));
        return result;
    }

    /// <summary>To pixels; what lies within one pixel shows as the worst of it, and never takes more than that pixel.</summary>
    private static List<(EvState State, double Begin, double End)> Merge(IReadOnlyList<DaySegment> segments, DateTimeOffset from, DateTimeOffset to, double scale)
    {
        var merged = new List<(EvState State, double Begin, double End)>(segments.Count);
        foreach (var segment in segments)
        {
            if (segment.To <= from || segment.From >= to) continue;
            var begin = Math.Max(0, (segment.From - from).TotalSeconds * scale);
            var end = Math.Min((to - from).TotalSeconds * scale, (segment.To - from).TotalSeconds * scale);
            if (merged.Count > 0 && merged[^1] is var last && last.End >= begin - .01)
            {
                if (last.State == segment.State || end <= last.Begin + 1)
                {
                    merged[^1] = (EvStates.Worse(last.State, segment.State), last.Begin, end);
                    continue;
                }
                if (last.End < last.Begin + 1)
                {
                    begin = last.Begin + 1;
                    merged[^1] = last with { End = begin };
                }
            }
            merged.Add((segment.State, begin, end));
        }
        return merged;
    }
}
