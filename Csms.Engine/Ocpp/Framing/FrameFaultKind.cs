namespace Csms.Engine.Ocpp.Framing;

/// <summary>Why a text is no OCPP frame.</summary>
public enum FrameFaultKind
{
    NotJson,
    NotAnArray,
    TypeMissing,
    UnknownType,
    IdMissing,
    IdNotAString,
    IdTooLong,
    ActionMissing,
    PayloadMissing,
    PayloadNotAnObject,
    TooManyElements,
}
