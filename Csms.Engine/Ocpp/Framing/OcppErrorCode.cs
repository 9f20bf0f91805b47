namespace Csms.Engine.Ocpp.Framing;

/// <summary>Error codes of CALLERROR and CALLRESULTERROR; the spelling on the wire depends on the version.</summary>
public enum OcppErrorCode : byte
{
    /// <summary>Action unknown to the receiver.</summary>
    NotImplemented,

    /// <summary>Action known, not supported.</summary>
    NotSupported,

    /// <summary>Receiver failed while processing.</summary>
    InternalError,

    /// <summary>Not as the PDU demands.</summary>
    ProtocolError,

    /// <summary>Security problem, also "not accepted yet".</summary>
    SecurityError,

    /// <summary>Syntactically wrong payload; 1.6 spells it FormationViolation.</summary>
    FormatViolation,

    /// <summary>A field has a forbidden value.</summary>
    PropertyConstraintViolation,

    /// <summary>Cardinality violated; 1.6 spells it OccurenceConstraintViolation.</summary>
    OccurrenceConstraintViolation,

    /// <summary>Wrong data type or length.</summary>
    TypeConstraintViolation,

    /// <summary>Anything else.</summary>
    GenericError,

    /// <summary>Message type number not supported (2.x).</summary>
    MessageTypeNotSupported,

    /// <summary>Not a valid RPC message (2.x).</summary>
    RpcFrameworkError,
}
