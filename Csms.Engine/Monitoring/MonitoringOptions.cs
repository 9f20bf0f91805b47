using System.ComponentModel.DataAnnotations;

namespace Csms.Engine.Monitoring;

/// <summary>Section <c>Csms:Monitoring</c>.</summary>
public sealed record MonitoringOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Monitoring";

    /// <summary>Events a second of one station that are kept for long; a minute's worth may come at once. Alerts count whatever is kept.</summary>
    [Range(1, 10_000)]
    public int EventsPerSecond { get; init; } = 10;
}
