namespace Csms.Console.Texts;

/// <summary>Words of the message pages; marker of MessageTexts.resx and MessageTexts.de.resx.</summary>
public sealed class MessageTexts;
