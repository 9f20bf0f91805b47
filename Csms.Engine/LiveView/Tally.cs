using Csms.Engine.Events;
using Csms.Engine.Stations;

namespace Csms.Engine.LiveView;

/// <summary>Running sums, kept right by adding what a station is now and taking away what it was.</summary>
internal sealed class Tally
{
    private readonly Lock _gate = new();
    private readonly int[] _evses = new int[NetworkTotals.Conditions];
    private int _stations;
    private int _online;
    private int _offline;
    private int _pending;
    private int _sessions;
    private double _powerW;
    private NetworkTotals? _read;

    public void Move(StationState? before, StationState? after)
    {
        lock (_gate)
        {
            if (before is not null)
            {
                Add(before, -1);
            }

            if (after is not null)
            {
                Add(after, +1);
            }

            _read = null;
        }
    }

    public NetworkTotals Read()
    {
        lock (_gate)
        {
            return _read ??= new NetworkTotals
            {
                Stations = _stations,
                Online = _online,
                Offline = _offline,
                Pending = _pending,
                Evses = [.. _evses],
                PowerW = _sessions == 0 ? 0 : Math.Max(0, _powerW),
                Sessions = _sessions,
            };
        }
    }

    private void Add(StationState state, int sign)
    {
        if (state.Profile.Registration != RegistrationStatus.Accepted)
        {
            _pending += state.Profile.Registration == RegistrationStatus.Pending ? sign : 0;
            return;
        }

        _stations += sign;
        _online += state.Link == LinkState.Online ? sign : 0;
        _offline += state.Link == LinkState.Offline ? sign : 0;
        foreach (var evse in state.Evses)
        {
            _evses[(int)state.ConditionOf(evse)] += sign;
        }

        foreach (var session in state.Sessions.Sessions)
        {
            _sessions += session.IsActive ? sign : 0;
        }

        _powerW += sign * state.PowerW;
    }
}
