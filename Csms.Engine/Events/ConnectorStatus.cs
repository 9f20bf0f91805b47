namespace Csms.Engine.Events;

/// <summary>
/// Status of a connector as its station reports it: 2.x says Available, Occupied, Reserved, Unavailable or Faulted; 1.6 splits
/// Occupied into what is going on (1.6 §4.9, errata). Both words are kept, nothing is guessed.
/// </summary>
public enum ConnectorStatus : byte
{
    /// <summary>Not reported yet.</summary>
    Unknown,

    /// <summary>Free.</summary>
    Available,

    /// <summary>1.6: plugged or tapped, not charging yet.</summary>
    Preparing,

    /// <summary>1.6: energy flows.</summary>
    Charging,

    /// <summary>1.6: the station offers energy, the car takes none.</summary>
    SuspendedEV,

    /// <summary>1.6: the station offers none.</summary>
    SuspendedEVSE,

    /// <summary>1.6: ended, still plugged.</summary>
    Finishing,

    /// <summary>2.x: in use.</summary>
    Occupied,

    /// <summary>Kept for a token.</summary>
    Reserved,

    /// <summary>Out of operation.</summary>
    Unavailable,

    /// <summary>Broken.</summary>
    Faulted,
}
