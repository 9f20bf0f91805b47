namespace Csms.Engine.Ocpp.Framing;

/// <summary>The CALLERROR or CALLRESULTERROR that a faulty frame deserves.</summary>
public readonly record struct FrameAnswer(OcppMessageType Type, string MessageId, OcppErrorCode Code, string Description);
