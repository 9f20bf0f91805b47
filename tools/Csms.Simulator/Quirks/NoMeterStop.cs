using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>The end carries no reading (1.6: meterStop 0; 2.x: no Transaction.End sample).</summary>
public sealed class NoMeterStop : Quirk
{
    /// <inheritdoc/>
    public override string Name => "no-meter-stop";

    /// <inheritdoc/>
    public override string Description => "The end carries no reading (1.6: meterStop 0; 2.x: no Transaction.End sample).";

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        if (call.Action == "StopTransaction")
        {
            call.Payload["meterStop"] = 0;
            call.Payload.Remove("transactionData");
        }
        else if (call.Action == "TransactionEvent" && call.Payload.Str("eventType") == "Ended")
        {
            call.Payload.Remove("meterValue");
        }
        return [call];
    }
}
