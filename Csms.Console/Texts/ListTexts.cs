namespace Csms.Console.Texts;

/// <summary>Words of what all lists share: saved views; marker of ListTexts.resx and ListTexts.de.resx.</summary>
public sealed class ListTexts;
