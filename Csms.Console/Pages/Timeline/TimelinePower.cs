namespace Csms.Console.Pages.Timeline;

/// <summary>Power in equal steps, for the strip above the lanes.</summary>
/// <param name="Start">Begin of the first step, Unix ms.</param>
/// <param name="Step">Length of a step, ms.</param>
/// <param name="Kw">Tenths of a kW; null: not known.</param>
public sealed record TimelinePower(long Start, long Step, IReadOnlyList<int?> Kw);
