using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>2.x: every third transaction update is lost.</summary>
public sealed class SequenceGap : Quirk
{
    private int _count;

    /// <inheritdoc/>
    public override string Name => "sequence-gap";

    /// <inheritdoc/>
    public override string Description => "2.x: every third transaction update is lost.";

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        return call.Action == "TransactionEvent" && call.Payload.Str("eventType") == "Updated" && ++_count % 3 == 0 ? [] : [call];
    }
}
