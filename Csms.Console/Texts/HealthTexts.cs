namespace Csms.Console.Texts;

/// <summary>Words of the page "System health"; marker of HealthTexts.resx and HealthTexts.de.resx.</summary>
public sealed class HealthTexts;
