namespace Csms.Console.Texts;

/// <summary>Words of commands to many stations; marker of BulkTexts.resx and BulkTexts.de.resx.</summary>
public sealed class BulkTexts;
