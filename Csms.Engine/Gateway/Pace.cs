namespace Csms.Engine.Gateway;

/// <summary>A token bucket in one number: the moment at which all that was taken is paid for (GCRA).</summary>
internal struct Pace
{
    private long _paidAt;

    /// <summary>Takes one token; says how long to wait before the next message may be read.</summary>
    /// <param name="now">Timestamp of the clock.</param>
    /// <param name="interval">Clock ticks that one token costs.</param>
    /// <param name="burst">Tokens that may be taken ahead.</param>
    /// <returns>Clock ticks to wait; 0 or less when within the limit.</returns>
    public long Take(long now, long interval, int burst)
    {
        _paidAt = Math.Max(_paidAt, now) + interval;
        return _paidAt - now - (interval * burst);
    }
}
