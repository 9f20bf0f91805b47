namespace Csms.Engine.Events.Charging;

/// <summary>A control of a station as a distributed energy resource (2.1 block R).</summary>
public sealed record DerControl
{
    /// <summary>Unique at its station.</summary>
    public required string Id { get; init; }

    /// <summary>DERControlEnumType: "FreqDroop", "VoltVar"…</summary>
    public required string Type { get; init; }

    /// <summary>Counts where no scheduled control does.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Another control has taken its place.</summary>
    public bool IsSuperseded { get; init; }

    /// <summary>Of several of a type the lowest number counts; null: not told.</summary>
    public int? Priority { get; init; }

    /// <summary>When a scheduled one begins, UTC.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>How long a scheduled one lasts, seconds.</summary>
    public decimal? DurationSeconds { get; init; }

    /// <summary>Its parameters as JSON in 2.1's words.</summary>
    public required string Text { get; init; }
}
