namespace Csms.Engine.Incidents;

/// <summary>The latest time that a station gave.</summary>
/// <param name="Reported">By its clock.</param>
/// <param name="ReceivedAt">By ours.</param>
/// <param name="IsWrong">It can't be right.</param>
/// <param name="Since">Since when it is wrong, or right.</param>
internal sealed record ClockSighting(DateTimeOffset Reported, DateTimeOffset ReceivedAt, bool IsWrong, DateTimeOffset Since);
