namespace Csms.Console.Texts;

/// <summary>Words of the shell, the controls and the account and administration pages; marker of ConsoleTexts.resx and ConsoleTexts.de.resx.</summary>
public sealed class ConsoleTexts;
