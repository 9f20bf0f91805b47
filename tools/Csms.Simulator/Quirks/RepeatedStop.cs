using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>The end of a transaction is sent twice with a new message id.</summary>
public sealed class RepeatedStop : Quirk
{
    /// <inheritdoc/>
    public override string Name => "repeated-stop";

    /// <inheritdoc/>
    public override string Description => "The end of a transaction is sent twice with a new message id.";

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        return call.Action == "StopTransaction" || (call.Action == "TransactionEvent" && call.Payload.Str("eventType") == "Ended") ? [call, call.Twin()] : [call];
    }
}
