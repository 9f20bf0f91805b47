namespace Csms.Engine.Metering;

/// <summary>Thins a series out for a screen: as many points as it has pixels twice, and no peak or dip is lost. Pure.</summary>
public static class MeterBuckets
{
    /// <summary>Keeps the least and the greatest value of every stretch, in the order of time, and the first and last of all.</summary>
    /// <param name="points">In the order of time.</param>
    /// <param name="buckets">How many stretches; one a pixel gives two points a pixel.</param>
    public static IReadOnlyList<MeterPoint> Thin(IReadOnlyList<MeterPoint> points, int buckets)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(buckets);
        if (points.Count <= buckets * 2)
        {
            return points;
        }

        var from = points[0].At;
        var span = Math.Max(1, (points[^1].At - from).Ticks);
        var kept = new List<MeterPoint>((buckets * 2) + 2);
        for (int index = 0, next; index < points.Count; index = next)
        {
            var bucket = Bucket(index);
            var (least, most, gap) = (-1, -1, -1);
            for (next = index; next < points.Count && Bucket(next) == bucket; next++)
            {
                if (points[next].Value is not { } value)
                {
                    gap = next;
                    continue;
                }

                least = least < 0 || value < points[least].Value ? next : least;
                most = most < 0 || value > points[most].Value ? next : most;
            }

            Keep(index == 0 ? 0 : -1, least, most, gap, next == points.Count ? next - 1 : -1);
        }

        return kept;

        long Bucket(int index) => Math.Min(buckets - 1, (points[index].At - from).Ticks * buckets / span);

        void Keep(params ReadOnlySpan<int> places)
        {
            Span<int> sorted = stackalloc int[places.Length];
            places.CopyTo(sorted);
            sorted.Sort();
            var last = -1;
            foreach (var place in sorted)
            {
                if (place >= 0 && place != last)
                {
                    kept.Add(points[place]);
                    last = place;
                }
            }
        }
    }
}
