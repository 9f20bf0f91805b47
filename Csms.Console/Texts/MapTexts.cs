namespace Csms.Console.Texts;

/// <summary>Words of the map; marker of MapTexts.resx and MapTexts.de.resx.</summary>
public sealed class MapTexts;
