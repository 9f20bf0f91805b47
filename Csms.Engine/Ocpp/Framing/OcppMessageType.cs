namespace Csms.Engine.Ocpp.Framing;

/// <summary>Message type number, the first element of every frame (OCPP 2.1 Part 4, 4.1.3).</summary>
public enum OcppMessageType : byte
{
    /// <summary>Request.</summary>
    Call = 2,

    /// <summary>Answer.</summary>
    CallResult = 3,

    /// <summary>Error answer.</summary>
    CallError = 4,

    /// <summary>2.1: a bad answer is complained about.</summary>
    CallResultError = 5,

    /// <summary>2.1: unconfirmed message.</summary>
    Send = 6,
}
