namespace Csms.Simulator.Station;

/// <summary>What came of a tap.</summary>
public enum TapOutcome
{
    /// <summary>Accepted; the transaction started.</summary>
    Started,

    /// <summary>Accepted; waiting for the cable.</summary>
    WaitingForCable,

    /// <summary>The running transaction was stopped.</summary>
    Stopped,

    /// <summary>Not accepted.</summary>
    Refused,
}
