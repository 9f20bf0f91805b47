namespace Csms.Engine.Ocpp.Wire;

/// <summary>In which way a payload breaks its schema.</summary>
public enum WireViolationKind
{
    /// <summary>Not JSON, or strings that are no text.</summary>
    Malformed,

    /// <summary>The payload itself is no object.</summary>
    NotAnObject,

    /// <summary>The same member twice in one object.</summary>
    DuplicateField,
    MissingField,
    TooFew,
    TooMany,
    WrongType,
    TooLong,
    NotInEnum,
    OutOfRange,
}
