namespace Csms.Console.Controls;

/// <summary>A stretch of a state in a lane: slug and word.</summary>
public sealed record ChartLaneItem(long From, long To, string State, string Label);
