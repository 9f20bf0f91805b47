namespace Csms.Engine.Streams;

/// <summary>When a value of a stream was taken. Pure.</summary>
internal static class StreamTimes
{
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);
    private static readonly TimeSpan Behind = TimeSpan.FromDays(7);

    /// <summary>Base time of the message and offset (N15); where no clock can be so, the time at which it came.</summary>
    /// <param name="baseTime">Of the message, by the station's clock.</param>
    /// <param name="offsetSeconds">Of the value, s.</param>
    /// <param name="receivedAt">By our clock.</param>
    public static DateTimeOffset Of(DateTimeOffset baseTime, decimal offsetSeconds, DateTimeOffset receivedAt)
    {
        if (offsetSeconds is < -1_000_000_000 or > 1_000_000_000) return receivedAt;
        var ticks = baseTime.UtcTicks + (long)(offsetSeconds * TimeSpan.TicksPerSecond);
        return ticks > (receivedAt + Ahead).UtcTicks || ticks < (receivedAt - Behind).UtcTicks ? receivedAt : new DateTimeOffset(ticks, TimeSpan.Zero);
    }
}
