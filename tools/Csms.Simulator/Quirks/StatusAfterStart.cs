using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>The status that precedes a transaction arrives after its start.</summary>
public sealed class StatusAfterStart : Quirk
{
    private OutgoingCall? _held;

    /// <inheritdoc/>
    public override string Name => "status-after-start";

    /// <inheritdoc/>
    public override string Description => "The status that precedes a transaction arrives after its start.";

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        var status = call.Payload.Str("status") ?? call.Payload.Str("connectorStatus");
        if (call.Action == "StatusNotification" && status is "Preparing" or "Occupied" && _held is null)
        {
            _held = call;
            return [];
        }
        // An authorization may come between; anything else brings the held status along.
        if (_held is not { } held || call.Action is "Authorize" or "Heartbeat") return [call];
        _held = null;
        return [call, held];
    }
}
