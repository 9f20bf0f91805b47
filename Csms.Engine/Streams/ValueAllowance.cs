namespace Csms.Engine.Streams;

/// <summary>How many values of a station may still be kept now: a bucket that fills by the second. Pure.</summary>
/// <param name="Left">What may come at once.</param>
/// <param name="At">As of when; UTC.</param>
internal readonly record struct ValueAllowance(double Left, DateTimeOffset At)
{
    /// <summary>Seconds whose worth may come at once: a station that was offline tells what it held back.</summary>
    public const int BurstSeconds = 60;

    /// <summary>A full one.</summary>
    public static ValueAllowance Full(int perSecond, DateTimeOffset now) => new((double)perSecond * BurstSeconds, now);

    /// <summary>How many of those that came may be kept, and what is left then.</summary>
    public (int Kept, ValueAllowance After) Take(int came, int perSecond, DateTimeOffset now)
    {
        var left = Math.Min((double)perSecond * BurstSeconds, Left + (Math.Max(0, (now - At).TotalSeconds) * perSecond));
        var kept = (int)Math.Min(came, left);
        return (kept, new ValueAllowance(left - kept, now));
    }
}
