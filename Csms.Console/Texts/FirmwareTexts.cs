namespace Csms.Console.Texts;

/// <summary>Words of firmware; marker of FirmwareTexts.resx and FirmwareTexts.de.resx.</summary>
public sealed class FirmwareTexts;
