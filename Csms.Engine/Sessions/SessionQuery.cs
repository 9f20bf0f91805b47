using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>Which sessions are wanted; everything that is null is not asked for.</summary>
public sealed record SessionQuery
{
    /// <summary>Of one station.</summary>
    public string? StationId { get; init; }

    /// <summary>Only stations of these sites; null: all.</summary>
    public IReadOnlyCollection<string>? SiteIds { get; init; }

    /// <summary>In a state.</summary>
    public SessionState? State { get; init; }

    /// <summary>Started at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Started before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Token, whole, without regard to case.</summary>
    public string? IdToken { get; init; }

    /// <summary>A session number, or part of a station, transaction id or token (<see cref="SessionText"/>).</summary>
    public string? Search { get; init; }

    /// <summary>Whether <see cref="Search"/> looks at tokens: false for readers who may not know whose sessions they are.</summary>
    public bool SearchTokens { get; init; } = true;

    /// <summary>The one that waits longest first.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>Where the last page ended; null for the first.</summary>
    public ListPlace? After { get; init; }

    /// <summary>How many at most.</summary>
    public int Limit { get; init; } = 100;
}
