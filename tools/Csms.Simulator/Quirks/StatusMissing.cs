using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>No StatusNotification is ever sent.</summary>
public sealed class StatusMissing : Quirk
{
    /// <inheritdoc/>
    public override string Name => "status-missing";

    /// <inheritdoc/>
    public override string Description => "No StatusNotification is ever sent.";

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        return call.Action == "StatusNotification" ? [] : [call];
    }
}
