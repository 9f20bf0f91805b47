using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>1.6: meter values and stop carry the transaction id 0.</summary>
public sealed class TransactionIdZero : Quirk
{
    /// <inheritdoc/>
    public override string Name => "transaction-id-zero";

    /// <inheritdoc/>
    public override string Description => "1.6: meter values and stop carry the transaction id 0.";

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        if (call.Action is not ("StopTransaction" or "MeterValues") || call.Transaction is null) return [call];
        call.Payload["transactionId"] = 0;
        return [new OutgoingCall(call.Action, call.Payload) { Transaction = call.Transaction }];
    }
}
