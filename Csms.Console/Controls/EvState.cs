namespace Csms.Console.Controls;

/// <summary>The eleven states on screen, worst first: the order of "worst state", of clusters and of sorting.</summary>
public enum EvState
{
    /// <summary>Out of order, with an error.</summary>
    Faulted,
    /// <summary>The station's connection is gone.</summary>
    Offline,
    /// <summary>Never heard of, or too long ago.</summary>
    Unknown,
    /// <summary>SuspendedEVSE.</summary>
    SuspendedEvse,
    /// <summary>Set inoperative.</summary>
    Unavailable,
    /// <summary>SuspendedEV.</summary>
    SuspendedEv,
    /// <summary>Held for someone.</summary>
    Reserved,
    /// <summary>Plugged, no energy yet.</summary>
    Preparing,
    /// <summary>Energy done, still plugged.</summary>
    Finishing,
    /// <summary>Energy flows.</summary>
    Charging,
    /// <summary>Free.</summary>
    Available,
}
