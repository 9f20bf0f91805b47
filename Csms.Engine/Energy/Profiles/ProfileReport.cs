using System.Collections.Immutable;

namespace Csms.Engine.Energy.Profiles;

/// <summary>A report of profiles that is under way: parts come one by one, perhaps before the answer that announces them. Kept in memory only.</summary>
public sealed record ProfileReport
{
    /// <summary>Number of the request.</summary>
    public required int RequestId { get; init; }

    /// <summary>What was asked for; null: the answer to the request has not come yet, or nobody asked.</summary>
    public ProfileCriteria? Asked { get; init; }

    /// <summary>When the first word of it came, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>EVSE and number of what was told so far.</summary>
    public ImmutableHashSet<(int EvseId, int Id)> Told { get; init; } = [];

    /// <summary>The last part has come.</summary>
    public bool IsComplete { get; init; }
}
