using System.Collections.Immutable;

namespace Csms.Engine.Stations.Reports;

/// <summary>
/// The parts of one report as they are read again: in any order, twice, with gaps, or without an end (2.1 part 2, B07 and N02: seqNo from 0, tbc false on
/// the last). Of bounded size whatever a station sent.
/// </summary>
internal sealed class ReportParts(int requestId, int most, int mostLetters)
{
    /// <summary>Most parts that are put together.</summary>
    public const int MostParts = 2_000;

    /// <summary>Most gaps that are named.</summary>
    public const int MostMissing = 20;

    private readonly List<(int Number, ReportFrame Frame)> _all = [];
    private readonly HashSet<int> _places = [];
    private long _letters;
    private int? _last;

    /// <summary>What was taken, by its numbers; of a number that came twice the first.</summary>
    public IReadOnlyList<ReportFrame> All => [.. _all.OrderBy(part => part.Number).Select(part => part.Frame)];

    /// <summary>When the latest part came.</summary>
    public DateTimeOffset? LastAt { get; private set; }

    /// <summary>More came than is put together.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The last part is known and so is every one before it.</summary>
    public bool AreAllHere => _last is { } last && Missing.IsEmpty && _places.Count(number => number <= last) == last + 1;

    /// <summary>The first numbers below the highest known that did not come.</summary>
    public ImmutableArray<int> Missing => _places.Count == 0 && _last is null ? []
        : [.. Enumerable.Range(0, Math.Min(Math.Max(_last ?? 0, _places.DefaultIfEmpty(-1).Max()), MostParts - 1) + 1).Where(number => !_places.Contains(number)).Take(MostMissing)];

    /// <summary>Takes a frame, if it belongs to the report. For notices, which have no number, each is one of its own.</summary>
    public void Take(ReportFrame frame, int letters)
    {
        if (frame.RequestId != requestId) return;
        LastAt = frame.At;
        if (most == int.MaxValue)
        {
            _all.Add((_all.Count, frame));
            return;
        }

        var number = frame.Sequence ?? _places.Count; // without a number: as they come
        if (number < 0) return;
        if (_places.Contains(number)) return; // told again: its answer was lost
        if (number >= most || _letters + letters > mostLetters)
        {
            IsCut = true;
            return;
        }

        _places.Add(number);
        _all.Add((number, frame));
        _letters += letters;
        if (!frame.MoreToCome) _last = number;
    }
}
