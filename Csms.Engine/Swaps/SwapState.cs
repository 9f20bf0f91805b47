namespace Csms.Engine.Swaps;

/// <summary>Where a battery swap is in its life.</summary>
public enum SwapState
{
    /// <summary>Asked for from here and accepted; nothing was put in yet.</summary>
    Requested,

    /// <summary>Batteries were put in or taken out, and the other half is still to come.</summary>
    Open,

    /// <summary>Batteries were put in and taken out.</summary>
    Completed,

    /// <summary>The batteries offered were not taken out in time (2.1 BatteryOutTimeout).</summary>
    TimedOut,

    /// <summary>The station did not accept what was asked for from here.</summary>
    Refused,

    /// <summary>Nothing more was told for long: our own clock ended it.</summary>
    Lapsed,
}
