using System.Collections.Immutable;

namespace Csms.Engine.Sessions;

/// <summary>
/// Which sequence numbers of a 2.x transaction have been seen (E01.FR.07 and on: +1 per event, from 0, or from a counter of the EVSE in
/// older stations). Bounded: holes beyond <see cref="MaxHoles"/> are counted as seen.
/// </summary>
/// <param name="First">Lowest seen; −1 before the first.</param>
/// <param name="Last">Highest seen.</param>
/// <param name="Holes">Not seen between the two.</param>
public readonly record struct SequenceTracker(int First, int Last, ImmutableArray<int> Holes)
{
    private const int MaxHoles = 64;

    /// <summary>Nothing seen.</summary>
    public static SequenceTracker Empty { get; } = new(-1, -1, []);

    /// <summary>
    /// After a restart: numbers above this one and up to <see cref="UnsureTo"/> may or may not have been seen, because samples alone do not
    /// write the session's row. They are neither missing nor repeated. Null: none.
    /// </summary>
    public int? UnsureAfter { get; init; }

    /// <summary>Highest of the unsure numbers; null until the first number after the restart.</summary>
    public int? UnsureTo { get; init; }

    /// <summary>Whether the number was certainly seen before.</summary>
    public bool Has(int number) => First >= 0 && number >= First && number <= Last && !Holes.Contains(number)
        && !(number > UnsureAfter && number < (UnsureTo ?? int.MaxValue));

    /// <summary>
    /// From this number on it can be told whether a number that was seen carries the same content again: the contents of the latest
    /// messages are remembered, after a restart only of those since.
    /// </summary>
    public int RememberedFrom => Math.Max(Last - RecentKeys.Capacity + 1, UnsureAfter is null ? int.MinValue : UnsureTo ?? int.MaxValue);

    /// <summary>As read from the store after a restart.</summary>
    public SequenceTracker Resumed() => First < 0 ? this : this with { UnsureAfter = UnsureAfter ?? Last, UnsureTo = null };

    /// <summary>Marks a number as seen.</summary>
    public SequenceTracker With(int number)
    {
        if (First < 0)
        {
            return new SequenceTracker(number, number, []);
        }

        if (number > Last && UnsureAfter is not null && UnsureTo is null)
        {
            return this with { Last = number, UnsureTo = number };
        }

        if (number > Last)
        {
            return this with { Last = number, Holes = AddHoles(Last + 1, number) };
        }

        if (number < First)
        {
            return this with { First = number, Holes = AddHoles(number + 1, First) };
        }

        return Holes.IsEmpty ? this : this with { Holes = Holes.Remove(number) };
    }

    private ImmutableArray<int> AddHoles(int from, int to)
    {
        if (from >= to)
        {
            return Holes;
        }

        var builder = Holes.ToBuilder();
        for (var number = Math.Max(from, to - MaxHoles); number < to && builder.Count < MaxHoles; number++)
        {
            builder.Add(number);
        }

        return builder.ToImmutable();
    }
}
