using Csms.Engine.Units;

namespace Csms.Engine.Incidents;

/// <summary>Which incidents are read from the store, newest first.</summary>
public sealed record IncidentQuery
{
    /// <summary>Only these states; null: all.</summary>
    public IncidentState? State { get; init; }

    /// <summary>Also open ones when <see cref="State"/> is null; false: only closed ones.</summary>
    public bool? Closed { get; init; }

    /// <summary>Concerning this station.</summary>
    public string? StationId { get; init; }

    /// <summary>Only of these sites; null: all, also of no site.</summary>
    public IReadOnlyCollection<string>? SiteIds { get; init; }

    /// <summary>Only these rules; null: all.</summary>
    public IReadOnlyCollection<IncidentRule>? Rules { get; init; }

    /// <summary>Who works on it; empty: nobody; null: whoever.</summary>
    public string? Assignee { get; init; }

    /// <summary>Opened at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Opened before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only those opened before this one: (time, number).</summary>
    public ListPlace? After { get; init; }

    /// <summary>At most so many.</summary>
    public int Limit { get; init; } = 100;
}
