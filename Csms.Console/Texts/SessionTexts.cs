namespace Csms.Console.Texts;

/// <summary>Words of the session pages; marker of SessionTexts.resx and SessionTexts.de.resx.</summary>
public sealed class SessionTexts;
