using System.Collections.Immutable;

namespace Csms.Engine.Incidents;

/// <summary>Something that is wrong with a station, an EVSE or a site. Immutable: the ledger makes the next one, readers share it.</summary>
public sealed record Incident
{
    /// <summary>Unique; people say "incident 214".</summary>
    public required long Id { get; init; }

    /// <summary>By which rule.</summary>
    public required IncidentRule Rule { get; init; }

    /// <summary>About what.</summary>
    public required IncidentSubject Subject { get; init; }

    /// <summary>Site it belongs to: decides who sees it. Null: of no site.</summary>
    public string? SiteId { get; init; }

    /// <summary>Stations concerned, by identity.</summary>
    public ImmutableArray<string> Stations { get; init; } = [];

    /// <summary>The figures as last found.</summary>
    public IncidentDetail Detail { get; init; } = IncidentDetail.None;

    /// <summary>Since when the condition holds, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When the rule opened it.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it last happened.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>How often it happened, at least 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Since when the condition is gone; null while it holds.</summary>
    public DateTimeOffset? ClearedAt { get; init; }

    /// <summary>When a person took notice.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Who took notice.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>Who works on it.</summary>
    public string? Assignee { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who closed it; null: its rule.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>Why a person closed it.</summary>
    public string? CloseReason { get; init; }

    /// <summary>A person closed it while the condition held: it stays quiet until the condition has gone.</summary>
    public bool Holding { get; init; }

    /// <summary>How much it matters.</summary>
    public IncidentSeverity Severity => IncidentCatalogue.SeverityOf(Rule);

    /// <summary>Where it is in its life.</summary>
    public IncidentState State => ClosedAt is not null ? IncidentState.Closed : AcknowledgedAt is not null ? IncidentState.Acknowledged : IncidentState.Open;

    /// <summary>It is not over.</summary>
    public bool IsOpen => ClosedAt is null;

    internal IncidentKey Key => new(Rule, Subject);
}
