namespace Csms.Engine.Events;

/// <summary>NotifyMonitoringReport: a part of what a station watches (2.1 N02). Answered by <see cref="Acknowledged"/>.</summary>
/// <param name="RequestId">The request it belongs to.</param>
/// <param name="Number">Number of the part, from 0.</param>
/// <param name="MoreToCome">It is not the last.</param>
/// <param name="Monitors">In the message's order.</param>
public sealed record MonitorsReported(int RequestId, int Number, bool MoreToCome, IReadOnlyList<MonitorReported> Monitors) : StationMessage;
