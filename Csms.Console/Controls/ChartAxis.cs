namespace Csms.Console.Controls;

/// <summary>A value axis.</summary>
/// <param name="Unit">Unit, for the table twin.</param>
/// <param name="Side">"left" or "right".</param>
/// <param name="Min">Lower end; null from the data (zero stays).</param>
/// <param name="Max">Upper end; null from the data.</param>
/// <param name="Digits">Decimals of its labels.</param>
/// <param name="Pane">0 the upper stretch, 1 the one below it, over the same time.</param>
/// <param name="Name">Word at its upper end, where a chart has several panes.</param>
public sealed record ChartAxis(string? Unit = null, string Side = "left", double? Min = null, double? Max = null, int? Digits = null, int Pane = 0, string? Name = null);
