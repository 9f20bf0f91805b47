namespace Csms.Console.Texts;

/// <summary>Words of smart charging; marker of ChargingTexts.resx and ChargingTexts.de.resx.</summary>
public sealed class ChargingTexts;
