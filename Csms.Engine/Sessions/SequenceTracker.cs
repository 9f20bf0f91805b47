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

    /// <summary>Whether the number was seen before.</summary>
    public bool Has(int number) => First >= 0 && number >= First && number <= Last && !Holes.Contains(number);

    /// <summary>Marks a number as seen.</summary>
    public SequenceTracker With(int number)
    {
        if (First < 0)
        {
            return new SequenceTracker(number, number, []);
        }

        if (number > Last)
        {
            return new SequenceTracker(First, number, AddHoles(Last + 1, number));
        }

        if (number < First)
        {
            return new SequenceTracker(number, Last, AddHoles(number + 1, First));
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
