namespace Csms.Engine.Streams;

/// <summary>A periodic event stream of a station (2.1, N11 to N15).</summary>
public sealed record EventStream
{
    /// <summary>Our number of it, of this station's; its values are kept under it. The same id and monitor is the same stream, also when it is opened again.</summary>
    public required int Number { get; init; }

    /// <summary>The station's number of it.</summary>
    public required int Id { get; init; }

    /// <summary>Monitor whose values it carries; null: not known.</summary>
    public int? MonitorId { get; init; }

    /// <summary>Values are sent after this time at the latest, s; null: not told.</summary>
    public int? IntervalSeconds { get; init; }

    /// <summary>Values are sent when there are so many; null: not told.</summary>
    public int? Values { get; init; }

    /// <summary>Where it is in its life.</summary>
    public StreamState State { get; init; }

    /// <summary>When it was opened, or found; UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it ended; UTC.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it ended.</summary>
    public StreamEnd? End { get; init; }

    /// <summary>Values may come.</summary>
    public bool IsLive => State != StreamState.Closed;
}
