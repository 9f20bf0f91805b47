namespace Csms.Console.Tests.Support;

/// <summary>A clock that a test turns itself; its timers fire when it is turned past them.</summary>
public sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state, _now + dueTime, period);
        _timers.Add(timer);
        return timer;
    }

    /// <summary>Goes on, second by second.</summary>
    public void Advance(TimeSpan by)
    {
        for (var end = _now + by; _now < end;)
        {
            _now += TimeSpan.FromSeconds(1);
            foreach (var timer in _timers.ToList()) timer.Fire(_now);
        }
    }

    private sealed class Timer(StoppedClock owner, TimerCallback callback, object? state, DateTimeOffset due, TimeSpan period) : ITimer
    {
        private DateTimeOffset _due = due;

        public void Fire(DateTimeOffset now)
        {
            if (now < _due) return;
            _due = period > TimeSpan.Zero ? now + period : DateTimeOffset.MaxValue;
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            (_due, period) = (owner._now + dueTime, newPeriod);
            return true;
        }

        public void Dispose() => owner._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
