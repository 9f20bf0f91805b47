namespace Csms.Engine.Stations.Networks;

/// <summary>Why a raise of a security profile came to nothing. The words are stored: append only.</summary>
public enum ProfileRaiseFault
{
    /// <summary>The station did not take the new way (SetNetworkProfile; 1.6: the key SecurityProfile).</summary>
    WayRefused,

    /// <summary>The station did not take the order of its ways (NetworkConfigurationPriority).</summary>
    OrderRefused,

    /// <summary>The station did not reset.</summary>
    ResetRefused,

    /// <summary>The station did not answer.</summary>
    NoAnswer,

    /// <summary>The time is over, and the station is connected as before.</summary>
    AsBefore,

    /// <summary>The time is over, and the station is away.</summary>
    Away,

    /// <summary>The program ended while the station was being told.</summary>
    EngineEnded,
}
