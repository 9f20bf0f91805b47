namespace Csms.Console.Texts;

/// <summary>Words of network connection profiles and of the raise of a security profile; marker of NetworkTexts.resx and NetworkTexts.de.resx.</summary>
public sealed class NetworkTexts;
