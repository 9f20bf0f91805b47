namespace Csms.Engine.Gateway;

/// <summary>How a CALL to a station ended.</summary>
public enum CallResult
{
    /// <summary>CALLRESULT.</summary>
    Answered,

    /// <summary>CALLERROR.</summary>
    Refused,

    /// <summary>No answer within the call timeout.</summary>
    TimedOut,

    /// <summary>The connection ended after the CALL had left.</summary>
    LinkLost,

    /// <summary>Nothing left: the connection was gone, or the queue full.</summary>
    NotSent,
}
