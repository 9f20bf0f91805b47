using System.Collections.Immutable;
using Csms.Engine.Stations.Kept;

namespace Csms.Engine.Displays;

/// <summary>What is known of the messages that a station shows. Immutable.</summary>
public sealed record StationDisplay : IRevised
{
    /// <summary>Nothing known.</summary>
    public static readonly StationDisplay None = new();

    /// <summary>The messages, by their number.</summary>
    public ImmutableSortedDictionary<int, DisplayMessage> Messages { get; init; } = ImmutableSortedDictionary<int, DisplayMessage>.Empty;

    /// <summary>When the station last told all of them; UTC.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Request for all messages whose parts come in; null: none.</summary>
    public int? Reading { get; init; }

    /// <summary>Numbers that its parts have told so far.</summary>
    public ImmutableHashSet<int> Told { get; init; } = [];

    /// <summary>Rises with every change.</summary>
    public long Revision { get; init; }
}
