namespace Csms.Console.Texts;

/// <summary>Words of the timeline; marker of TimelineTexts.resx and TimelineTexts.de.resx.</summary>
public sealed class TimelineTexts;
