using Csms.Simulator.Protocol;
using Csms.Simulator.Station;

namespace Csms.Simulator.Quirks;

/// <summary>Enumeration words are written in lower case.</summary>
public sealed class LowerCaseWords : Quirk
{
    /// <inheritdoc/>
    public override string Name => "lower-case-words";

    /// <inheritdoc/>
    public override string Description => "Enumeration words are written in lower case.";

    /// <inheritdoc/>
    public override IEnumerable<OutgoingCall> Outgoing(VirtualStation station, OutgoingCall call)
    {
        foreach (var name in (string[])["status", "errorCode", "connectorStatus", "reason", "eventType", "triggerReason"])
        {
            if (call.Payload.Str(name) is { } word) call.Payload[name] = word.ToLowerInvariant();
        }
        return [call];
    }
}
