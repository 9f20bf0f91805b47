namespace Csms.Engine.LiveView;

/// <summary>
/// When a reader may hear again: five times a second for as long as things keep changing, and what was not used of the last half second may be used
/// at once. A car that is plugged in, authorised and starts within a moment is so shown as it happens, and a storm still costs five redraws a second.
/// </summary>
/// <remarks>
/// One reader tells, any thread asks. Of two that ask at the same moment both may be let through; the second finds nothing left to tell.
/// </remarks>
internal sealed class NoticePace(TimeProvider time)
{
    /// <summary>Time between two notices for as long as things keep changing.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Shortest time between two notices.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);

    /// <summary>How far the even pace may be run ahead of.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(500);

    // The moment at which the next notice would stand at an even pace; one notice moves it on by an interval.
    private long _due = time.GetTimestamp();
    private long _toldAt = time.GetTimestamp() - Ticks(time, Shortest);

    /// <summary>Whether a notice may go out now.</summary>
    public bool IsItsTurn
    {
        get
        {
            var now = time.GetTimestamp();
            return now - Volatile.Read(ref _toldAt) >= Ticks(time, Shortest) && now >= Volatile.Read(ref _due) - Ticks(time, Ahead);
        }
    }

    /// <summary>A notice goes out now.</summary>
    public void Told()
    {
        var now = time.GetTimestamp();
        Volatile.Write(ref _toldAt, now);
        Volatile.Write(ref _due, Math.Max(now, Volatile.Read(ref _due)) + Ticks(time, Interval));
    }

    private static long Ticks(TimeProvider time, TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
