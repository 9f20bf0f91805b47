using Csms.Engine.Units;

namespace Csms.Engine.FieldWork;

/// <summary>Work on some stations that a link opens without an account. Immutable.</summary>
public sealed record FieldJob
{
    /// <summary>Unique.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is about, for people.</summary>
    public required string Title { get; init; }

    /// <summary>The stations it is about, in the order given; the link reaches no other.</summary>
    public required IReadOnlyList<FieldStation> Stations { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From then on the link opens nothing.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the present link was made; an older one opens nothing.</summary>
    public required DateTimeOffset LinkAt { get; init; }

    /// <summary>From then on the link opens nothing; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who closed it.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>The link works.</summary>
    public bool IsOpenAt(DateTimeOffset now) => ClosedAt is null && now < ExpiresAt;

    /// <summary>The job is about this station.</summary>
    public bool Has(StationId station) => Stations.Any(each => each.Id == station);
}
