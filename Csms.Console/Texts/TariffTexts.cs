namespace Csms.Console.Texts;

/// <summary>Words of tariffs on stations; marker of TariffTexts.resx and TariffTexts.de.resx.</summary>
public sealed class TariffTexts;
