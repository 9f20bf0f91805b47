namespace Csms.Engine.Ocpp.Framing;

/// <summary>A frame taken apart; the payload is still JSON.</summary>
/// <param name="Type">The message type.</param>
/// <param name="MessageId">Ties an answer to its call.</param>
/// <param name="Action">The action of a CALL or SEND as sent, else empty.</param>
/// <param name="Payload">The object of a CALL, CALLRESULT or SEND, or errorDetails: a slice of the buffer that was read, valid as long as that is.</param>
/// <param name="ErrorCode">The error code as spelled by the sender, else empty; <see cref="OcppErrorCodes.Parse"/> gives its meaning.</param>
/// <param name="ErrorDescription">The sender's words, else empty.</param>
public readonly record struct OcppFrame(
    OcppMessageType Type, string MessageId, string Action, ReadOnlyMemory<byte> Payload, string ErrorCode, string ErrorDescription);
