namespace Csms.Simulator.Station;

/// <summary>Status of a connector in the finer words of 1.6; 2.x folds the busy ones into Occupied.</summary>
public enum ConnectorStatus
{
    /// <summary>Free.</summary>
    Available,

    /// <summary>Cable in or token accepted, no transaction yet.</summary>
    Preparing,

    /// <summary>Energy flows.</summary>
    Charging,

    /// <summary>The vehicle takes nothing.</summary>
    SuspendedEV,

    /// <summary>The station offers nothing.</summary>
    SuspendedEVSE,

    /// <summary>Transaction over, cable still in.</summary>
    Finishing,

    /// <summary>Kept for a reservation.</summary>
    Reserved,

    /// <summary>Out of service by order.</summary>
    Unavailable,

    /// <summary>Broken.</summary>
    Faulted,
}
