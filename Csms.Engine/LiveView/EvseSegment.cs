using Csms.Engine.Stations;

namespace Csms.Engine.LiveView;

/// <summary>A stretch of one condition.</summary>
/// <param name="Condition">Which.</param>
/// <param name="From">Begin.</param>
/// <param name="To">End, not included.</param>
/// <param name="SessionId">Number of the session that ran in it.</param>
/// <param name="Reason">Why, of a fault or a lost link; null: not known, or none needed.</param>
public readonly record struct EvseSegment(EvseCondition Condition, DateTimeOffset From, DateTimeOffset To, long? SessionId = null, EvseReason? Reason = null);
