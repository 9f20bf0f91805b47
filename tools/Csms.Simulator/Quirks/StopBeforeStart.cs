using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>The start is sent only after the transaction has ended.</summary>
public sealed class StopBeforeStart : Quirk
{
    private OutgoingCall? _start;

    /// <inheritdoc/>
    public override string Name => "stop-before-start";

    /// <inheritdoc/>
    public override string Description => "The start is sent only after the transaction has ended.";

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        if (call.Action == "StartTransaction" || (call.Action == "TransactionEvent" && call.Payload.Str("eventType") == "Started"))
        {
            _start = call;
            return [];
        }
        if (_start is not { } start || (call.Action != "StopTransaction" && call.Payload.Str("eventType") != "Ended")) return [call];
        _start = null;
        return [call, start];
    }
}
