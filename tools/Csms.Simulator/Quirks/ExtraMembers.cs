using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>Payloads carry members no schema knows.</summary>
public sealed class ExtraMembers : Quirk
{
    /// <inheritdoc/>
    public override string Name => "extra-members";

    /// <inheritdoc/>
    public override string Description => "Payloads carry members no schema knows.";

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        call.Payload["xVendorNote"] = "mood: fine";
        return [call];
    }
}
