namespace Csms.Engine.Ocpp;

/// <summary>One CALL to a station, in its version's words.</summary>
/// <param name="Action">Action on the wire.</param>
/// <param name="Payload">UTF-8 JSON object in the order of the official schema.</param>
public sealed record OutgoingCall(string Action, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The payload as it stands in the raw log when it differs from what is sent (masked secrets); null when it does not.</summary>
    public ReadOnlyMemory<byte>? LoggedPayload { get; init; }
}
