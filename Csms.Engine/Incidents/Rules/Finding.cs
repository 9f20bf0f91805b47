using System.Collections.Immutable;

namespace Csms.Engine.Incidents.Rules;

/// <summary>A condition that holds now.</summary>
internal sealed record Finding
{
    public required IncidentRule Rule { get; init; }

    public required IncidentSubject Subject { get; init; }

    /// <summary>Site that the subject belongs to.</summary>
    public string? SiteId { get; init; }

    /// <summary>Stations concerned.</summary>
    public required ImmutableArray<string> Stations { get; init; }

    /// <summary>Since when it holds.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When the newest of several began, for findings that sum up; null: it is one, and began at <see cref="Since"/>.</summary>
    public DateTimeOffset? NewestAt { get; init; }

    /// <summary>When it last happened, for rules that count occurrences.</summary>
    public required DateTimeOffset LastAt { get; init; }

    public IncidentDetail Detail { get; init; } = IncidentDetail.None;

    public IncidentEvidence? Evidence { get; init; }

    public IncidentKey Key => new(Rule, Subject);
}
