namespace Csms.Simulator.Station;

/// <summary>What became of a battery swap.</summary>
public enum SwapOutcome
{
    /// <summary>The token is not accepted.</summary>
    Refused,

    /// <summary>There is no charged battery, or no free slot.</summary>
    NoBattery,

    /// <summary>Batteries were put in and others taken out.</summary>
    Done,

    /// <summary>Those offered were not taken out in time.</summary>
    TimedOut,
}
