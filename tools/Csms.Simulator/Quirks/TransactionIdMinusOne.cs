using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>1.6: meter values and stop carry the transaction id -1.</summary>
public sealed class TransactionIdMinusOne : Quirk
{
    /// <inheritdoc/>
    public override string Name => "transaction-id-minus-one";

    /// <inheritdoc/>
    public override string Description => "1.6: meter values and stop carry the transaction id -1.";

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        if (call.Action is not ("StopTransaction" or "MeterValues") || call.Transaction is null) return [call];
        call.Payload["transactionId"] = -1;
        return [new OutgoingCall(call.Action, call.Payload) { Transaction = call.Transaction }];
    }
}
