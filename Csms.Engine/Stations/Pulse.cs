namespace Csms.Engine.Stations;

/// <summary>
/// When a station was last heard. The one thing of a station that changes with every frame: it is shared by all its snapshots and not
/// worth a new one.
/// </summary>
public sealed class Pulse
{
    private long _ticks;

    /// <summary>Last frame, UTC; null before the first.</summary>
    public DateTimeOffset? LastSeenAt
    {
        get => Volatile.Read(ref _ticks) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        internal set => Volatile.Write(ref _ticks, value?.UtcTicks ?? 0);
    }
}
