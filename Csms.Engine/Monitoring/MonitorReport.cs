using System.Collections.Immutable;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Stations.Reports;

namespace Csms.Engine.Monitoring;

/// <summary>How much of a report of monitors a station has sent (2.1 part 2, N02). Immutable.</summary>
internal sealed record MonitorReport
{
    /// <summary>Number of the request.</summary>
    public int RequestId { get; init; }

    /// <summary>When the station agreed to it, or its first part came; UTC.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When its latest part came, or <see cref="AskedAt"/>.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>The station has agreed to it; parts may come before that is known.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>Another one with the same number was asked for since: the next part with it begins anew.</summary>
    public bool IsAskedAgain { get; init; }

    /// <summary>It tells every monitor: what is not in it is no more.</summary>
    public bool IsFull { get; init; }

    /// <summary>The station has nothing to tell.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>It was longer than what is taken in.</summary>
    public bool IsCut { get; init; }

    /// <summary>Number of the part that said it is the last; null: none has yet.</summary>
    public int? Last { get; init; }

    /// <summary>Numbers of the parts that came.</summary>
    public ImmutableSortedSet<int> Parts { get; init; } = [];

    /// <summary>Monitors that were told, and those that were set since it was asked for.</summary>
    public ImmutableHashSet<int> Told { get; init; } = [];

    /// <summary>All parts are here.</summary>
    public bool AreAllHere => IsEmpty || (Last is { } last && Parts.Count(number => number <= last) == last + 1);

    /// <summary>The first numbers below the highest known that did not come.</summary>
    public IReadOnlyList<int> Missing => IsEmpty || (Parts.IsEmpty && Last is null) ? []
        : [.. Enumerable.Range(0, Math.Max(Last ?? 0, Parts.IsEmpty ? -1 : Parts.Max) + 1).Where(number => !Parts.Contains(number)).Take(ReportParts.MostMissing)];

    /// <summary>Nothing more is expected.</summary>
    public bool IsOver(DateTimeOffset now) => AreAllHere || IsCut || (!Parts.IsEmpty && IsSilent(now));

    /// <summary>A part with its number is of it: it goes on, or is over only just, and stations send parts twice.</summary>
    public bool Takes(DateTimeOffset now) => !IsAskedAgain && !(IsOver(now) && IsSilent(now));

    private bool IsSilent(DateTimeOffset now) => now - LastAt >= StationReport.Silence;
}
