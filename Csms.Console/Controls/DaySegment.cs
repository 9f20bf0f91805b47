namespace Csms.Console.Controls;

/// <summary>A stretch of one state in a lane.</summary>
/// <param name="State">Which state.</param>
/// <param name="From">Begin.</param>
/// <param name="To">End, not included.</param>
public readonly record struct DaySegment(EvState State, DateTimeOffset From, DateTimeOffset To);
