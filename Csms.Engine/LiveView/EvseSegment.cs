using Csms.Engine.Stations;

namespace Csms.Engine.LiveView;

/// <summary>A stretch of one condition.</summary>
/// <param name="Condition">Which.</param>
/// <param name="From">Begin.</param>
/// <param name="To">End, not included.</param>
/// <param name="SessionId">Number of the session that ran in it.</param>
/// <param name="Reason">Of a fault its error code, of a lost link its reason; null: not known, or none needed.</param>
public readonly record struct EvseSegment(EvseCondition Condition, DateTimeOffset From, DateTimeOffset To, long? SessionId = null, string? Reason = null);
