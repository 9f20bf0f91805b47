using Csms.Engine.LiveView;

namespace Csms.Console.Pages.Overview;

/// <summary>What an overview reads from the store.</summary>
/// <param name="ReadAt">When.</param>
/// <param name="Figures">Figures of the day; energy with that of running sessions.</param>
/// <param name="Power">The last 24 h in steps of five minutes, W.</param>
/// <param name="PowerBefore">The same a week before, moved to today.</param>
/// <param name="SitePower">Mean power of each site in equal steps of the last 24 h, W.</param>
public sealed record DayView(
    DateTimeOffset ReadAt,
    DayFigures Figures,
    IReadOnlyList<(DateTimeOffset At, double PowerW)> Power,
    IReadOnlyList<(DateTimeOffset At, double PowerW)> PowerBefore,
    IReadOnlyDictionary<string, double[]> SitePower)
{
    /// <summary>Highest power of the last 24 h; null without any.</summary>
    public double? PeakW => Power.Count == 0 ? null : Power.Max(point => point.PowerW);

    /// <summary>Mean power of each hour, for a sparkline.</summary>
    public IReadOnlyList<double> Hours => [.. Power.GroupBy(point => point.At.UtcTicks / TimeSpan.TicksPerHour).Select(hour => hour.Average(point => point.PowerW))];
}
