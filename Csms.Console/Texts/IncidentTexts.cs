namespace Csms.Console.Texts;

/// <summary>Words of the incident pages; marker of IncidentTexts.resx and IncidentTexts.de.resx.</summary>
public sealed class IncidentTexts;
