namespace Csms.Engine.Events;

/// <summary>What a station may name only within bounds.</summary>
public enum BoundKind
{
    /// <summary>The number of an EVSE; in 1.6 connectorId.</summary>
    Evse,

    /// <summary>The number of a connector.</summary>
    Connector,

    /// <summary>How many EVSEs and connectors a station has.</summary>
    Places,
}
