using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>Stop requests are accepted and ignored; the end of a transaction is never sent.</summary>
public sealed class NeverStops : Quirk
{
    /// <inheritdoc/>
    public override string Name => "never-stops";

    /// <inheritdoc/>
    public override string Description => "Stop requests are accepted and ignored; the end of a transaction is never sent.";

    /// <inheritdoc/>
    public override bool IgnoresStop => true;

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        return call.Action == "StopTransaction" || (call.Action == "TransactionEvent" && call.Payload.Str("eventType") == "Ended") ? [] : [call];
    }
}
