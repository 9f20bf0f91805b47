namespace Csms.Console.Controls;

/// <summary>A mark below the chart that leads somewhere: a frame, an event.</summary>
/// <param name="At">Unix ms.</param>
/// <param name="Shape">"up" from the station, "down" to it, "diamond" else.</param>
/// <param name="Href">Where a click leads; null nowhere.</param>
/// <param name="Strong">It changed something.</param>
/// <param name="Tone">"danger", "warn" or null.</param>
/// <param name="Text">What it is, told near the pointer; null: it is told elsewhere.</param>
public sealed record ChartPin(long At, string Shape, string? Href, bool Strong, string? Tone = null, string? Text = null);
