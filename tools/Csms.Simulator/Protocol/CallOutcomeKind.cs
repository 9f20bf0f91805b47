namespace Csms.Simulator.Protocol;

/// <summary>How a CALL of the station ended.</summary>
public enum CallOutcomeKind
{
    /// <summary>CALLRESULT.</summary>
    Answered,

    /// <summary>CALLERROR.</summary>
    Error,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The link ended first, or there was none.</summary>
    LinkLost,
}
