using Csms.Engine.Stations;

namespace Csms.Engine.LiveView;

/// <summary>A stretch of one condition.</summary>
/// <param name="Condition">Which.</param>
/// <param name="From">Begin.</param>
/// <param name="To">End, not included.</param>
public readonly record struct EvseSegment(EvseCondition Condition, DateTimeOffset From, DateTimeOffset To);
