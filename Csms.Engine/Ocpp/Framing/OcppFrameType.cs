namespace Csms.Engine.Ocpp.Framing;

/// <summary>The message type number, the first element of a frame.</summary>
public enum OcppFrameType
{
    Call = 2,
    CallResult = 3,
    CallError = 4,

    /// <summary>Since 2.1: the receiver of a CALLRESULT could not use it.</summary>
    CallResultError = 5,

    /// <summary>Since 2.1: a message without answer.</summary>
    Send = 6,
}
