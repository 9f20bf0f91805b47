namespace Csms.Console.Texts;

/// <summary>Deviations of stations from the standard in plain words; marker of QuirkTexts.resx and QuirkTexts.de.resx.</summary>
public sealed class QuirkTexts;
