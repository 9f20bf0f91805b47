namespace Csms.Engine.Events;

/// <summary>Phase of a measured value (PhaseEnumType, all versions).</summary>
public enum Phase : byte
{
    /// <summary>Total, or not said.</summary>
    None,

    /// <summary>L1.</summary>
    L1,

    /// <summary>L2.</summary>
    L2,

    /// <summary>L3.</summary>
    L3,

    /// <summary>Neutral.</summary>
    N,

    /// <summary>L1 to neutral.</summary>
    L1N,

    /// <summary>L2 to neutral.</summary>
    L2N,

    /// <summary>L3 to neutral.</summary>
    L3N,

    /// <summary>L1 to L2.</summary>
    L1L2,

    /// <summary>L2 to L3.</summary>
    L2L3,

    /// <summary>L3 to L1.</summary>
    L3L1,
}
