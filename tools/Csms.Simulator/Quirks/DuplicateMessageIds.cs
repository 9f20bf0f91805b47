using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>Every second message reuses the id of the one before.</summary>
public sealed class DuplicateMessageIds : Quirk
{
    private int _count;
    private string? _last;

    /// <inheritdoc/>
    public override string Name => "duplicate-message-ids";

    /// <inheritdoc/>
    public override string Description => "Every second message reuses the id of the one before.";

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        _last = ++_count % 2 == 0 && _last is not null ? _last : station.NextMessageId();
        call.MessageId = _last;
        return [call];
    }
}
