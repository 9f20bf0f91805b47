namespace Csms.Console.Texts;

/// <summary>Words of the page "Settings"; marker of SettingTexts.resx and SettingTexts.de.resx.</summary>
public sealed class SettingTexts;
