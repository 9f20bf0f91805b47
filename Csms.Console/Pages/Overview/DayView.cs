using Csms.Console.Pages.Power;
using Csms.Engine.LiveView;

namespace Csms.Console.Pages.Overview;

/// <summary>What an overview reads from the store.</summary>
/// <param name="ReadAt">When.</param>
/// <param name="Figures">Figures of the day; energy with that of running sessions.</param>
/// <param name="Power">Power of what may be seen.</param>
/// <param name="SitePower">Mean power of each site in equal steps of the same time, W.</param>
public sealed record DayView(DateTimeOffset ReadAt, DayFigures Figures, PowerCurve Power, IReadOnlyDictionary<string, double[]> SitePower)
{
    /// <summary>Where the curves of a network younger than a day begin.</summary>
    public DateTimeOffset? YoungSince => Power.IsYoung ? Power.From : null;
}
