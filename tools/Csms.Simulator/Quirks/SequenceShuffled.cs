using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>2.x: pairs of transaction updates arrive in the wrong order.</summary>
public sealed class SequenceShuffled : Quirk
{
    private OutgoingCall? _held;

    /// <inheritdoc/>
    public override string Name => "sequence-shuffled";

    /// <inheritdoc/>
    public override string Description => "2.x: pairs of transaction updates arrive in the wrong order.";

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        if (call.Action != "TransactionEvent") return [call];
        if (call.Payload.Str("eventType") == "Updated" && _held is null)
        {
            _held = call;
            return [];
        }
        if (_held is not { } held) return [call];
        _held = null;
        return [call, held];
    }
}
