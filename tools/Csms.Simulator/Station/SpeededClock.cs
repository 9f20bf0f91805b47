namespace Csms.Simulator.Station;

/// <summary>A clock that runs faster than another: timers and delays count in its own time.</summary>
public sealed class SpeededClock : TimeProvider
{
    private readonly TimeProvider _inner;
    private readonly double _speed;
    private readonly DateTimeOffset _origin;

    private SpeededClock(TimeProvider inner, double speed)
    {
        _inner = inner;
        _speed = speed;
        _origin = inner.GetUtcNow();
    }

    /// <summary>The clock itself at speed 1, else one that starts at the same instant.</summary>
    public static TimeProvider Over(TimeProvider inner, double speed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        return speed.Equals(1.0) ? inner : new SpeededClock(inner, speed);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _origin + (_inner.GetUtcNow() - _origin) * _speed;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(_inner.CreateTimer(callback, state, Scale(dueTime), Scale(period)), this);

    private TimeSpan Scale(TimeSpan time) => time <= TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Max(1, time.TotalMilliseconds / _speed));

    private sealed class ScaledTimer(ITimer timer, SpeededClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Scale(dueTime), clock.Scale(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
