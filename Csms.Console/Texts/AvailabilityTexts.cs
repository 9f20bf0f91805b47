namespace Csms.Console.Texts;

/// <summary>Words of a station's availability; marker of AvailabilityTexts.resx and AvailabilityTexts.de.resx.</summary>
public sealed class AvailabilityTexts;
