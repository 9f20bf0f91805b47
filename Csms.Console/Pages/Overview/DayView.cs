using Csms.Engine.LiveView;

namespace Csms.Console.Pages.Overview;

/// <summary>What an overview reads from the store.</summary>
/// <param name="ReadAt">When.</param>
/// <param name="Figures">Figures of the day; energy with that of running sessions.</param>
/// <param name="From">Where the curves begin: 24 h ago, or when the records of a younger network do.</param>
/// <param name="Step">Distance of the points of <paramref name="Power"/>; a wider one is a gap, nothing was recorded.</param>
/// <param name="Power">From then on in equal steps, W.</param>
/// <param name="PowerBefore">The same a week before, moved to today.</param>
/// <param name="SitePower">Mean power of each site in equal steps of the same time, W.</param>
public sealed record DayView(
    DateTimeOffset ReadAt,
    DayFigures Figures,
    DateTimeOffset From,
    TimeSpan Step,
    IReadOnlyList<(DateTimeOffset At, double PowerW)> Power,
    IReadOnlyList<(DateTimeOffset At, double PowerW)> PowerBefore,
    IReadOnlyDictionary<string, double[]> SitePower)
{
    /// <summary>Whether the records begin later than the 24 h.</summary>
    public bool IsYoung => From > ReadAt - TimeSpan.FromHours(24);

    /// <summary>Highest power of the last 24 h; null without any.</summary>
    public double? PeakW => Power.Count == 0 ? null : Power.Max(point => point.PowerW);

    /// <summary>Mean power of each hour, for a sparkline.</summary>
    public IReadOnlyList<double> Hours => [.. Power.GroupBy(point => point.At.UtcTicks / TimeSpan.TicksPerHour).Select(hour => hour.Average(point => point.PowerW))];
}
