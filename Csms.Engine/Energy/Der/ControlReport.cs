using System.Collections.Immutable;

namespace Csms.Engine.Energy.Der;

/// <summary>A report of controls that is under way. Kept in memory only.</summary>
public sealed record ControlReport
{
    /// <summary>Number of the request.</summary>
    public required int RequestId { get; init; }

    /// <summary>What was asked for; null: the answer to the request has not come yet, or nobody asked.</summary>
    public ControlCriteria? Asked { get; init; }

    /// <summary>When the first word of it came, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Numbers of what was told so far.</summary>
    public ImmutableHashSet<string> Told { get; init; } = [];

    /// <summary>The last part has come.</summary>
    public bool IsComplete { get; init; }
}
