using Csms.Engine.Energy;
using Csms.Engine.LiveView;

namespace Csms.Console.Pages.Overview;

/// <summary>A site in the list of sites by power.</summary>
/// <param name="Site">Which.</param>
/// <param name="Totals">Its sums now.</param>
/// <param name="Day">Mean power in equal steps of the last 24 h, W.</param>
public sealed record SiteLine(Site Site, NetworkTotals Totals, double[] Day)
{
    /// <summary>Share of the grid connection that is drawn; null when nobody has entered its limit.</summary>
    public double? OfLimit => Site.GridLimitW is > 0 and var limit ? Totals.PowerW / limit : null;
}
