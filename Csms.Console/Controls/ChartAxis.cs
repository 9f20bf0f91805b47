namespace Csms.Console.Controls;

/// <summary>A value axis.</summary>
/// <param name="Unit">Unit, for the table twin.</param>
/// <param name="Side">"left" or "right".</param>
/// <param name="Min">Lower end; null from the data (zero stays).</param>
/// <param name="Max">Upper end; null from the data.</param>
/// <param name="Digits">Decimals of its labels.</param>
public sealed record ChartAxis(string? Unit = null, string Side = "left", double? Min = null, double? Max = null, int? Digits = null);
