namespace Csms.Console.Texts;

/// <summary>Words of jobs in the field, of their checklists, notes and photos; marker of JobTexts.resx and JobTexts.de.resx.</summary>
public sealed class JobTexts;
