using Csms.Simulator.Station;

namespace Csms.Simulator.Demo;

/// <summary>What goes wrong on a usual day: one faulted EVSE, one station without link, one at a time.</summary>
internal sealed class DemoMishaps
{
    private static readonly string[] _faults = ["GroundFailure", "ConnectorLockFailure", "HighTemperature", "PowerMeterFailure"];
    private readonly VirtualStation[] _stations;
    private readonly Random _random;
    private readonly Func<VirtualStation, bool> _isFree;
    private (VirtualStation Station, int EvseId)? _faulted;
    private VirtualStation? _away;
    private DateTimeOffset _nextFaultAt;
    private DateTimeOffset _nextLinkAt;

    /// <param name="stations">Whom it can happen to.</param>
    /// <param name="isFree">Whether nobody has the station in hand.</param>
    /// <param name="random">Chance.</param>
    /// <param name="now">Beginning of the day.</param>
    public DemoMishaps(VirtualStation[] stations, Func<VirtualStation, bool> isFree, Random random, DateTimeOffset now)
    {
        (_stations, _isFree, _random) = (stations, isFree, random);
        _nextFaultAt = now.AddSeconds(8);
        _nextLinkAt = now.AddSeconds(20);
    }

    public async Task StepAsync(DateTimeOffset now)
    {
        if (_stations.Length < 3) return;
        if (now >= _nextFaultAt)
        {
            if (_faulted is { } broken)
            {
                await broken.Station.MendAsync(broken.EvseId);
                _faulted = null;
                _nextFaultAt = now.AddMinutes(1 + _random.NextDouble() * 4);
            }
            else
            {
                var station = _stations[_random.Next(_stations.Length)];
                var evse = station.Evses[_random.Next(station.Evses.Count)];
                if (evse.Transaction is null && evse.Fault is null && _isFree(station))
                {
                    _faulted = (station, evse.Id);
                    await station.FaultAsync(evse.Id, _faults[_random.Next(_faults.Length)]);
                    _nextFaultAt = now.AddMinutes(8 + _random.NextDouble() * 10);
                }
            }
        }
        if (now < _nextLinkAt) return;
        if (_away is { } away)
        {
            away.Start();
            _away = null;
            _nextLinkAt = now.AddMinutes(4 + _random.NextDouble() * 8);
        }
        else if (_stations[_random.Next(_stations.Length)] is { IsConnected: true } next && _isFree(next))
        {
            _away = next;
            await next.DropLinkAsync();
            _nextLinkAt = now.AddMinutes(3 + _random.NextDouble() * 4);
        }
    }
}
