namespace Csms.Engine.Storage;

/// <summary>How long the last commits took, for people who look: the newest <see cref="Kept"/>, oldest forgotten.</summary>
internal sealed class CommitTimes
{
    private const int Kept = 512;

    private readonly Lock _gate = new();
    private readonly TimeSpan[] _times = new TimeSpan[Kept];
    private long _count;

    public void Add(TimeSpan time)
    {
        lock (_gate)
        {
            _times[_count++ % Kept] = time;
        }
    }

    /// <summary>The time that this share of the kept commits did not exceed; null before the first.</summary>
    public TimeSpan? Quantile(double share)
    {
        TimeSpan[] sorted;
        lock (_gate)
        {
            sorted = _times[..(int)Math.Min(_count, Kept)];
        }

        Array.Sort(sorted);
        return sorted.Length == 0 ? null : sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
    }
}
