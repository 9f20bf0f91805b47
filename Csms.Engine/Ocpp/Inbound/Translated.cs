using Csms.Engine.Events;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Inbound;

/// <summary>What a translate function made of a payload that fits its schema: a message, or what in it makes no sense.</summary>
internal readonly record struct Translated(StationMessage? Message, WireViolation? Violation)
{
    public static implicit operator Translated(StationMessage message) => new(message, null);

    public static implicit operator Translated(WireViolation violation) => new(null, violation);
}
