using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>The start of a transaction is sent twice with a new message id.</summary>
public sealed class RepeatedStart : Quirk
{
    /// <inheritdoc/>
    public override string Name => "repeated-start";

    /// <inheritdoc/>
    public override string Description => "The start of a transaction is sent twice with a new message id.";

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        return call.Action == "StartTransaction" || (call.Action == "TransactionEvent" && call.Payload.Str("eventType") == "Started") ? [call, call.Twin()] : [call];
    }
}
