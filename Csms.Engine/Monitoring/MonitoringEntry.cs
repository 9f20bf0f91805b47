using Csms.Engine.Streams;

namespace Csms.Engine.Monitoring;

/// <summary>One station: what is known now and what stands in the store, and how many more of its events may be kept. Any thread.</summary>
internal sealed class MonitoringEntry(int stationKey, StationMonitoring stored, ValueAllowance allowance)
{
    private readonly Lock _gate = new();
    private StationMonitoring _current = stored;
    private StationMonitoring _written = stored;
    private ValueAllowance _allowance = allowance;

    public int StationKey => stationKey;

    public StationMonitoring Current => Volatile.Read(ref _current);

    public StationMonitoring Written { set => Volatile.Write(ref _written, value); }

    public bool IsWritten => ReferenceEquals(Current, Volatile.Read(ref _written));

    public bool Step(Func<StationMonitoring, StationMonitoring> step)
    {
        lock (_gate)
        {
            var after = step(_current);
            if (ReferenceEquals(after, _current)) return false;
            Volatile.Write(ref _current, after);
            return true;
        }
    }

    /// <summary>Another node has written something newer.</summary>
    public bool TakeOver(StationMonitoring newer)
    {
        lock (_gate)
        {
            if (newer.Revision <= _current.Revision) return false;
            Volatile.Write(ref _written, newer);
            Volatile.Write(ref _current, newer);
            return true;
        }
    }

    /// <summary>How many of the events that came, the last ones, are to be kept.</summary>
    public int Take(int came, int perSecond, DateTimeOffset now)
    {
        lock (_gate)
        {
            (var kept, _allowance) = _allowance.Take(came, perSecond, now);
            return kept;
        }
    }
}
