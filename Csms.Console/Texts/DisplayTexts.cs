namespace Csms.Console.Texts;

/// <summary>Words of display messages; marker of DisplayTexts.resx and DisplayTexts.de.resx.</summary>
public sealed class DisplayTexts;
