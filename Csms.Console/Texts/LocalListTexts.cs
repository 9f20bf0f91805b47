namespace Csms.Console.Texts;

/// <summary>Words of local authorization lists; marker of LocalListTexts.resx and LocalListTexts.de.resx.</summary>
public sealed class LocalListTexts;
