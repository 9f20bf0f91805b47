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

    /// <summary>A member that must be there is not.</summary>
    MissingField,

    /// <summary>A list has fewer items than it must.</summary>
    TooFew,

    /// <summary>A list has more items than it may.</summary>
    TooMany,

    /// <summary>A value of another kind.</summary>
    WrongType,

    /// <summary>A text is longer than it may be.</summary>
    TooLong,

    /// <summary>A word that the set does not have.</summary>
    NotInEnum,

    /// <summary>A number beyond its bounds.</summary>
    OutOfRange,
}
