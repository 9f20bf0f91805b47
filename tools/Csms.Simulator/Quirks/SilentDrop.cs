using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>After a minute the link goes half-open: nothing sent, nothing answered, no close; five minutes later it comes back.</summary>
public sealed class SilentDrop : Quirk
{
    private DateTimeOffset? _since;
    private bool _isMute;

    /// <inheritdoc/>
    public override string Name => "silent-drop";

    /// <inheritdoc/>
    public override string Description => "After a minute the link goes half-open: nothing sent, nothing answered, no close; five minutes later it comes back.";

    /// <inheritdoc/>
    public override void Tick(VirtualStation station, DateTimeOffset now)
    {
        _since ??= now;
        var age = now - _since.Value;
        if (!_isMute && age > TimeSpan.FromMinutes(1))
        {
            _isMute = true;
            station.MuteLink();
        }
        if (age <= TimeSpan.FromMinutes(6)) return;
        _since = null;
        _isMute = false;
        station.CutLink();
    }
}
