namespace Csms.Console.Texts;

/// <summary>Words of what stations are configured with, and of templates; marker of ConfigurationTexts.resx and ConfigurationTexts.de.resx.</summary>
public sealed class ConfigurationTexts;
