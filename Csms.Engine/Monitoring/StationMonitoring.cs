using System.Collections.Immutable;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Stations.Kept;

namespace Csms.Engine.Monitoring;

/// <summary>What is known of a station's monitors, and what it reports as alerts. Immutable.</summary>
public sealed record StationMonitoring : IRevised
{
    /// <summary>Nothing is known.</summary>
    public static readonly StationMonitoring None = new();

    /// <summary>The monitors by the station's numbers.</summary>
    public ImmutableSortedDictionary<int, StationMonitor> Monitors { get; init; } = ImmutableSortedDictionary<int, StationMonitor>.Empty;

    /// <summary>Alerts that have not ended, the first first.</summary>
    public ImmutableList<StationAlert> Alerts { get; init; } = [];

    /// <summary>Rises with every step.</summary>
    public long Revision { get; init; }

    /// <summary>The last few reports of monitors, each with a number of its own; several may run at once. The one that began last is the last.</summary>
    internal ImmutableList<MonitorReport> Reports { get; init; } = [];

    /// <summary>The report that began last; null: there was none.</summary>
    internal MonitorReport? Report => Reports.IsEmpty ? null : Reports[^1];

    /// <summary>The monitors as people read them; null: nothing is known.</summary>
    public StationMonitors? Told(DateTimeOffset now) => Report is null && Monitors.IsEmpty ? null
        : new StationMonitors(Report?.AskedAt, Report?.IsOver(now) ?? true, [.. Monitors.Values]) { Missing = Report?.Missing ?? [], IsCut = Report?.IsCut ?? false };
}
