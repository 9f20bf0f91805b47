namespace Csms.Console.Texts;

/// <summary>Words of the token pages; marker of TokenTexts.resx and TokenTexts.de.resx.</summary>
public sealed class TokenTexts;
