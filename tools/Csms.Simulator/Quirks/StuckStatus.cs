using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>Once charging, the status stays Charging for ever.</summary>
public sealed class StuckStatus : Quirk
{
    private bool _isStuck;

    /// <inheritdoc/>
    public override string Name => "stuck-status";

    /// <inheritdoc/>
    public override string Description => "Once charging, the status stays Charging for ever.";

    /// <inheritdoc/>
    public override ConnectorStatus Status(ConnectorStatus status)
    {
        _isStuck |= status == ConnectorStatus.Charging;
        return _isStuck ? ConnectorStatus.Charging : status;
    }
}
