namespace Csms.Console.Texts;

/// <summary>Words of the site pages; marker of SiteTexts.resx and SiteTexts.de.resx.</summary>
public sealed class SiteTexts;
