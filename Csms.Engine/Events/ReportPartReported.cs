namespace Csms.Engine.Events;

/// <summary>NotifyReport: one part of a device-model report (2.1 B07/B08). Answered by <see cref="Acknowledged"/>.</summary>
/// <param name="RequestId">Of the request that asked for the report.</param>
/// <param name="SequenceNumber">Of this part, from 0.</param>
/// <param name="MoreToCome">The tbc member: further parts follow.</param>
/// <param name="GeneratedAt">When the station made it.</param>
/// <param name="Variables">What it says.</param>
public sealed record ReportPartReported(
    int RequestId,
    int SequenceNumber,
    bool MoreToCome,
    DateTimeOffset GeneratedAt,
    IReadOnlyList<VariableReported> Variables) : StationMessage;
