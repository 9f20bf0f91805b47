namespace Csms.Engine.Stations.Configuration;

/// <summary>The monitors of a station, as it last reported them, and as it accepted them since then.</summary>
/// <param name="AskedAt">When it was asked for them, by our clock; null: it never was, and there may be others.</param>
/// <param name="IsComplete">Nothing more of the report is expected.</param>
/// <param name="All">The monitors, by their numbers.</param>
public sealed record StationMonitors(DateTimeOffset? AskedAt, bool IsComplete, IReadOnlyList<StationMonitor> All)
{
    /// <summary>The first numbers of parts that did not come.</summary>
    public IReadOnlyList<int> Missing { get; init; } = [];

    /// <summary>The report was longer than what is taken in.</summary>
    public bool IsCut { get; init; }
}
