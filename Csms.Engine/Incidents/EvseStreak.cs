namespace Csms.Engine.Incidents;

/// <summary>Failed sessions in a row on an EVSE.</summary>
/// <param name="EvseId">Which.</param>
/// <param name="Failed">How many since the last good one.</param>
/// <param name="IsPartial">No good one was seen yet: there may have been more.</param>
/// <param name="Since">When the first failed; of a good one its end.</param>
/// <param name="LastAt">When the last ended.</param>
/// <param name="LastSession">Number of the last.</param>
/// <param name="StopReason">Why the last ended.</param>
internal sealed record EvseStreak(int EvseId, int Failed, bool IsPartial, DateTimeOffset Since, DateTimeOffset LastAt, string LastSession, string? StopReason);
