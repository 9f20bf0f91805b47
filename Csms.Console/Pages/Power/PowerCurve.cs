namespace Csms.Console.Pages.Power;

/// <summary>Power of a day by the minute, as a chart shows it, beside the same hours a week before.</summary>
/// <param name="From">Where it begins: 24 h ago, or when the records of a younger network do.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Step">Distance of the points; a wider one is a gap, nothing was recorded.</param>
/// <param name="Points">From then on in equal steps, W.</param>
/// <param name="Before">The same a week before, moved to today.</param>
public sealed record PowerCurve(
    DateTimeOffset From, DateTimeOffset To, TimeSpan Step, IReadOnlyList<(DateTimeOffset At, double PowerW)> Points, IReadOnlyList<(DateTimeOffset At, double PowerW)> Before)
{
    /// <summary>Length of a curve.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>How far back the other one lies.</summary>
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private const int FewMinutes = 120; // of a young network every minute is drawn
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _coarse = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _settled = TimeSpan.FromHours(1);
    private static readonly TimeSpan _leastShown = TimeSpan.FromMinutes(15);

    /// <summary>Whether the records begin later than the 24 h.</summary>
    public bool IsYoung => From > To - Day;

    /// <summary>Highest power; null without any.</summary>
    public double? PeakW => Points.Count == 0 ? null : Points.Max(point => point.PowerW);

    /// <summary>Mean power of each hour, for a sparkline.</summary>
    public IReadOnlyList<double> Hours => [.. Points.GroupBy(point => point.At.UtcTicks / TimeSpan.TicksPerHour).Select(hour => hour.Average(point => point.PowerW))];

    /// <summary>The curve of recorded minutes.</summary>
    /// <param name="today">Minutes of the last 24 h, oldest first.</param>
    /// <param name="before">Minutes of the 24 h that ended a week ago.</param>
    /// <param name="now">Now.</param>
    public static PowerCurve Of(IReadOnlyList<(DateTimeOffset At, double PowerW)> today, IReadOnlyList<(DateTimeOffset At, double PowerW)> before, DateTimeOffset now)
    {
        var from = before.Count == 0 && today is [var first, ..] && first.At > now - Day + _settled ? Earlier(first.At, now - _leastShown) : now - Day;
        var step = today.Count <= FewMinutes ? _minute : _coarse;
        return new(from, now, step, Thin(today, TimeSpan.Zero, step), Thin(before, Week, step));
    }

    private static List<(DateTimeOffset At, double PowerW)> Thin(IReadOnlyList<(DateTimeOffset At, double PowerW)> minutes, TimeSpan moved, TimeSpan step) => step == _minute ? [.. minutes.Select(minute => (minute.At + moved, minute.PowerW))] :
    [
        .. minutes.GroupBy(minute => minute.At.UtcTicks / step.Ticks).Select(group => (new DateTimeOffset(group.Key * step.Ticks, TimeSpan.Zero) + moved, group.Average(minute => minute.PowerW))),
    ];

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
