using System.Collections.Immutable;
using Csms.Engine.Stations.Configuration;

namespace Csms.Engine.Monitoring;

/// <summary>What is known of a station's monitors, and what it reports as alerts. Immutable.</summary>
public sealed record StationMonitoring
{
    /// <summary>Nothing is known.</summary>
    public static readonly StationMonitoring None = new();

    /// <summary>The monitors by the station's numbers.</summary>
    public ImmutableSortedDictionary<int, StationMonitor> Monitors { get; init; } = ImmutableSortedDictionary<int, StationMonitor>.Empty;

    /// <summary>Alerts that have not ended, the first first.</summary>
    public ImmutableList<StationAlert> Alerts { get; init; } = [];

    /// <summary>Rises with every step.</summary>
    public long Revision { get; init; }

    /// <summary>The last report of monitors; null: there was none.</summary>
    internal MonitorReport? Report { get; init; }

    /// <summary>The monitors as people read them; null: nothing is known.</summary>
    public StationMonitors? Told(DateTimeOffset now) => Report is null && Monitors.IsEmpty ? null
        : new StationMonitors(Report?.AskedAt, Report?.IsOver(now) ?? true, [.. Monitors.Values]) { Missing = Report?.Missing ?? [], IsCut = Report?.IsCut ?? false };
}
