namespace Csms.Console.Api.Incidents;

/// <summary>A number that a rule judges by.</summary>
/// <param name="Name">Its name; the unit is the last word of it: seconds, minutes, days, percent, Wh, else a count.</param>
/// <param name="Value">In force.</param>
/// <param name="Least">It may not be less.</param>
/// <param name="Most">It may not be more.</param>
internal sealed record ThresholdView(string Name, int Value, int Least, int Most);
