using System.Text.Json.Nodes;
using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>The Charging status arrives before the transaction starts.</summary>
public sealed class StatusBeforeStart : Quirk
{
    /// <inheritdoc/>
    public override string Name => "status-before-start";

    /// <inheritdoc/>
    public override string Description => "The Charging status arrives before the transaction starts.";

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        if (call.Action == "StartTransaction")
        {
            var status = new JsonObject { ["connectorId"] = call.Payload.Int("connectorId"), ["errorCode"] = "NoError", ["status"] = "Charging", ["timestamp"] = call.Payload.Str("timestamp") };
            return [new OutgoingCall("StatusNotification", status), call];
        }
        return [call];
    }
}
