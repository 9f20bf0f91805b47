namespace Csms.Engine.Events;

/// <summary>Something that matters for security happened at the station (SecurityEventNotification: 2.x A04, 1.6 security white paper).</summary>
/// <param name="Type">Name of the event, as in 2.x Part 2, appendix "Security Events", or the vendor's own.</param>
/// <param name="At">When, by the station's clock; null when it gave no usable time.</param>
/// <param name="TechInfo">The station's own words, or null.</param>
public sealed record SecurityEventReported(string Type, DateTimeOffset? At, string? TechInfo) : StationMessage;
