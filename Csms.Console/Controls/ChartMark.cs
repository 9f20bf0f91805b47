namespace Csms.Console.Controls;

/// <summary>A vertical line with a word: "Energy flows".</summary>
public sealed record ChartMark(long At, string? Label);
