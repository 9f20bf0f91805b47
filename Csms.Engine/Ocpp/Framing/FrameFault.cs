namespace Csms.Engine.Ocpp.Framing;

/// <summary>What is wrong with a text that should be a frame, and what could be read of it before.</summary>
/// <param name="Kind">The first fault.</param>
/// <param name="Type">The message type, when it was known by then.</param>
/// <param name="MessageId">The message id, when it was read by then.</param>
public readonly record struct FrameFault(FrameFaultKind Kind, OcppMessageType? Type, string? MessageId);
