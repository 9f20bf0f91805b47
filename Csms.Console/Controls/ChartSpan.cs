namespace Csms.Console.Controls;

/// <summary>A stretch behind the lines: Kind "offline" is hatched, anything else shaded.</summary>
public sealed record ChartSpan(long From, long To, string Kind, string? Label = null);
