using Csms.Console.Controls;
using Csms.Engine.Energy;

namespace Csms.Console.Pages.Sites;

/// <summary>A site as a row shows it.</summary>
/// <param name="Site">The site.</param>
/// <param name="Stations">How many stand there.</param>
/// <param name="Online">How many of them are online.</param>
/// <param name="Evses">How many EVSEs they have.</param>
/// <param name="Charging">Sessions that run.</param>
/// <param name="PowerW">Power drawn, W; null without a station.</param>
/// <param name="Worst">Worst state of an EVSE; null without one.</param>
internal sealed record SiteLine(Site Site, int Stations, int Online, int Evses, int Charging, double? PowerW, EvState? Worst)
{
    /// <summary>Share of the grid connection in use, 0 to 1 and above.</summary>
    public double? Load => PowerW / Site.GridLimitW;
}
