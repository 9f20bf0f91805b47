using Csms.Console.Controls;

namespace Csms.Console.Pages.Map;

/// <summary>A place as a row of the list shows it; equal when nothing shown has changed.</summary>
/// <param name="Place">Which.</param>
/// <param name="Worst">The worst state of an EVSE there.</param>
/// <param name="InWorst">EVSEs in it.</param>
/// <param name="Evses">All of them.</param>
/// <param name="PowerW">Drawn now, W; null when no station of it is online.</param>
public sealed record MapLine(MapPlace Place, EvState Worst, int InWorst, int Evses, double? PowerW);
