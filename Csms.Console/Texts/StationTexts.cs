namespace Csms.Console.Texts;

/// <summary>Words of the overview, the station pages and the command dialogs; marker of StationTexts.resx and StationTexts.de.resx.</summary>
public sealed class StationTexts;
