namespace Csms.Engine.Stations.Configuration;

/// <summary>The monitors of a station, as it last reported them.</summary>
/// <param name="AskedAt">When it was asked, by our clock.</param>
/// <param name="IsComplete">All parts of the report are here.</param>
/// <param name="All">The monitors, by their numbers.</param>
public sealed record StationMonitors(DateTimeOffset AskedAt, bool IsComplete, IReadOnlyList<StationMonitor> All);
