namespace Csms.Console.Texts;

/// <summary>Words of battery swaps; marker of SwapTexts.resx and SwapTexts.de.resx.</summary>
public sealed class SwapTexts;
