namespace Csms.Console.Texts;

/// <summary>Words of periodic event streams; marker of StreamTexts.resx and StreamTexts.de.resx.</summary>
public sealed class StreamTexts;
