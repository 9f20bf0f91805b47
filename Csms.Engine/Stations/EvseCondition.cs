namespace Csms.Engine.Stations;

/// <summary>
/// The one word for what an EVSE is doing, from its connectors, its session and our knowledge of the link. In order of severity, worst
/// first (LOOK.md, "States and chips").
/// </summary>
public enum EvseCondition : byte
{
    /// <summary>Broken.</summary>
    Faulted,

    /// <summary>Not connected; the last state is not shown as if it were true.</summary>
    Offline,

    /// <summary>Never heard.</summary>
    Unknown,

    /// <summary>SuspendedEVSE.</summary>
    PausedByStation,

    /// <summary>Out of operation.</summary>
    Unavailable,

    /// <summary>SuspendedEV.</summary>
    PausedByCar,

    /// <summary>Kept for a token.</summary>
    Reserved,

    /// <summary>Occupied without energy yet.</summary>
    Preparing,

    /// <summary>Ended, still plugged.</summary>
    Finishing,

    /// <summary>Energy flows.</summary>
    Charging,

    /// <summary>Free.</summary>
    Available,
}
