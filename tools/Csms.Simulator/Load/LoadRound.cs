namespace Csms.Simulator.Load;

/// <summary>Whose turn it is: a working set takes calls in turn; a station that ended its session gives its place to the next of the fleet.</summary>
internal sealed class LoadRound
{
    private readonly LoadStation[] _fleet;
    private readonly LoadStation[] _working;
    private int _turn;
    private int _next;

    public LoadRound(LoadStation[] fleet, int working)
    {
        _fleet = fleet;
        _working = [.. fleet.Take(working)];
        _next = working % fleet.Length;
        // Staggered, so that all kinds of calls are under way at any time.
        for (var i = 0; i < _working.Length; i++) _working[i].Hesitate(i);
    }

    /// <summary>The next station without an open call; null when all are busy.</summary>
    public LoadStation? NextFree()
    {
        for (var tries = 0; tries < _working.Length; tries++)
        {
            var slot = _turn;
            _turn = (_turn + 1) % _working.Length;
            if (_working[slot] is { IsWaiting: false, IsBetweenSessions: true } && _working.Length < _fleet.Length)
            {
                _working[slot] = _fleet[_next];
                _next = (_next + 1) % _fleet.Length;
            }
            if (_working[slot] is { IsOpen: true, IsWaiting: false } station) return station;
        }
        return null;
    }
}
