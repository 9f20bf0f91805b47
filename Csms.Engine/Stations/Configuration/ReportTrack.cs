using System.Collections.Immutable;
using Csms.Engine.Events;
using Csms.Engine.Storage;

namespace Csms.Engine.Stations.Configuration;

/// <summary>
/// The parts of one report as they come: in any order, twice, with gaps, or without an end (OCPP 2.1 part 2, B07: seqNo from 0, tbc false on the last).
/// Pure; of bounded size whatever a station sends.
/// </summary>
internal sealed record ReportTrack
{
    /// <summary>Most parts that are counted; a part with a higher number is taken in, and the report is told as cut.</summary>
    public const int MostParts = 2_000;

    /// <summary>Most gaps that are named.</summary>
    public const int MostMissing = 20;

    public required int RequestId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset LastAt { get; init; }

    /// <summary>Numbers below this one have all come.</summary>
    public int From { get; init; }

    /// <summary>Numbers beyond <see cref="From"/> that have come.</summary>
    public ImmutableSortedSet<int> Beyond { get; init; } = [];

    public int? LastPart { get; init; }

    public int Variables { get; init; }

    public bool IsCut { get; init; }

    public int Parts => From + Beyond.Count;

    public bool IsComplete => LastPart is { } last && From > last && !IsCut;

    public IReadOnlyList<int> Missing => [.. Enumerable.Range(From, Math.Max(0, Math.Min((LastPart ?? (Beyond.IsEmpty ? From - 1 : Beyond.Max)) - From + 1, MostParts))).Where(number => !Beyond.Contains(number)).Take(MostMissing)];

    /// <summary>With one more part; a part of another request begins anew.</summary>
    public static ReportTrack With(ReportTrack? before, ReportPartReported part, DateTimeOffset at)
    {
        var track = before is not null && before.RequestId == part.RequestId
            ? before with { LastAt = at }
            : new ReportTrack { RequestId = part.RequestId, StartedAt = at, LastAt = at };
        if (part.SequenceNumber < track.From || track.Beyond.Contains(part.SequenceNumber)) return track; // told before
        if (part.SequenceNumber >= MostParts || track.Variables + part.Variables.Count > FactLog.MostAttributes) return track with { IsCut = true };
        var (from, beyond) = (track.From, track.Beyond.Add(part.SequenceNumber));
        for (; beyond.Contains(from); from++) beyond = beyond.Remove(from);
        return track with { From = from, Beyond = beyond, LastPart = part.MoreToCome ? track.LastPart : part.SequenceNumber, Variables = track.Variables + part.Variables.Count };
    }
}
