namespace Csms.Engine.Events;

/// <summary>A periodic event stream as a station has it (2.1 ConstantStreamDataType).</summary>
/// <param name="StreamId">The station's number of it.</param>
/// <param name="MonitorId">Monitor whose values it carries.</param>
/// <param name="IntervalSeconds">Values are sent after this time at the latest, s; null: not told.</param>
/// <param name="Values">Values are sent when there are so many; null: not told.</param>
public sealed record StreamTerms(int StreamId, int MonitorId, int? IntervalSeconds, int? Values);
