namespace Csms.Engine.Incidents;

/// <summary>A row of an incident's timeline. Rows are only ever added.</summary>
public sealed record IncidentEntry
{
    /// <summary>Grows with time; 0 before it is stored.</summary>
    public long Id { get; init; }

    /// <summary>Of which incident.</summary>
    public required long IncidentId { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What.</summary>
    public required IncidentEntryKind Kind { get; init; }

    /// <summary>Who; null: the rule.</summary>
    public string? Actor { get; init; }

    /// <summary>A comment, a reason, the one it was assigned to, the number of the incident it was merged into.</summary>
    public string? Text { get; init; }

    /// <summary>The figures at that time.</summary>
    public IncidentDetail? Detail { get; init; }

    /// <summary>The proof.</summary>
    public IncidentEvidence? Evidence { get; init; }
}
