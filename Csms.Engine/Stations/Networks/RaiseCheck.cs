namespace Csms.Engine.Stations.Networks;

/// <summary>What is looked at before a security profile is raised, in this order.</summary>
public enum RaiseCheck
{
    /// <summary>The station is connected, accepted, and no raise is under way.</summary>
    Station,

    /// <summary>The profile is higher than the one that the station has.</summary>
    Higher,

    /// <summary>The station has a Basic password (profiles 1 and 2).</summary>
    Password,

    /// <summary>This host takes stations over TLS (profiles 2 and 3).</summary>
    Tls,

    /// <summary>The station has the root of our server certificate (profiles 2 and 3; A05.FR.02).</summary>
    Root,

    /// <summary>The station has taken a client certificate (profile 3; A05.FR.03).</summary>
    Certificate,

    /// <summary>The address is one that this host offers, with the right scheme.</summary>
    Address,

    /// <summary>The station has a free slot (2.x).</summary>
    Slot,
}
