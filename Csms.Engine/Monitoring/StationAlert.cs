namespace Csms.Engine.Monitoring;

/// <summary>Something that a station reports as an alert and has not taken back. Immutable.</summary>
public sealed record StationAlert
{
    /// <summary>What an alert counts as of which no severity is known: what a monitor has by default (2.1 part 2, MonitoringBase: 5 is Alert).</summary>
    internal const int UnknownSeverity = 5;

    /// <summary>By what it is reported.</summary>
    public AlertKind Kind { get; init; }

    /// <summary>The variable as people write it (<c>Connector@1.1.Temperature</c>); of a grid fault the DERControlEnumType.</summary>
    public required string Name { get; init; }

    /// <summary>EVSE of the component; null: of none.</summary>
    public int? EvseId { get; init; }

    /// <summary>The value as last told; of a grid fault the GridEventFaultEnumType.</summary>
    public string? Value { get; init; }

    /// <summary>0 (danger) to 9 (debug): as told (2.1), else that of its monitor; null: neither is known.</summary>
    public int? Severity { get; init; }

    /// <summary>The vendor's code.</summary>
    public string? TechCode { get; init; }

    /// <summary>The vendor's text, or more about a grid fault.</summary>
    public string? TechInfo { get; init; }

    /// <summary>The monitor behind it; null: hard-wired, or not told.</summary>
    public int? MonitorId { get; init; }

    /// <summary>A component says by its variable Problem that it has one.</summary>
    public bool IsProblem { get; init; }

    /// <summary>When it came first, by our clock.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When it came last, by our clock; repeats that say nothing new are counted once a minute.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>The station need not tell its end: a hard-wired notification without a monitor.</summary>
    public bool HasNoEnd => Kind == AlertKind.Event && MonitorId is null && !IsProblem;

    /// <summary>
    /// Nobody will tell its end: it has none and did not come for a while, or it came before the station's last start and not since, and the station has run for
    /// that while.
    /// </summary>
    internal bool IsQuiet(DateTimeOffset? bootedAt, DateTimeOffset now, TimeSpan after) =>
        (HasNoEnd && now - LastAt >= after + AlertSteps.Repeat) || (LastAt < bootedAt && now - bootedAt >= after);

    internal bool Is(AlertKind kind, string name, int? monitor) => Kind == kind && MonitorId == monitor && Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
