namespace Csms.Engine.Ocpp.Framing;

/// <summary>Why a text is no OCPP frame.</summary>
public enum FrameFaultKind
{
    /// <summary>It is no JSON.</summary>
    NotJson,

    /// <summary>It is JSON, but no array.</summary>
    NotAnArray,

    /// <summary>The array has no message type, or it is no number.</summary>
    TypeMissing,

    /// <summary>The message type is none that the version has.</summary>
    UnknownType,

    /// <summary>There is no message id.</summary>
    IdMissing,

    /// <summary>The message id is no text.</summary>
    IdNotAString,

    /// <summary>The message id is longer than <see cref="FrameReader.LongestMessageId"/>.</summary>
    IdTooLong,

    /// <summary>A CALL names no action.</summary>
    ActionMissing,

    /// <summary>There is no payload.</summary>
    PayloadMissing,

    /// <summary>The payload is no object.</summary>
    PayloadNotAnObject,

    /// <summary>The array has more elements than the message type.</summary>
    TooManyElements,
}
