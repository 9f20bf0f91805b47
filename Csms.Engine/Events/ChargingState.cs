namespace Csms.Engine.Events;

/// <summary>What a transaction is doing (OCPP 2.1 ChargingStateEnumType).</summary>
public enum ChargingState : byte
{
    /// <summary>Not reported.</summary>
    Unknown,

    /// <summary>Plugged, not authorized or not started.</summary>
    EVConnected,

    /// <summary>Energy flows, or may flow.</summary>
    Charging,

    /// <summary>Offered, the car takes none.</summary>
    SuspendedEV,

    /// <summary>Not offered by the station.</summary>
    SuspendedEVSE,

    /// <summary>No car connected.</summary>
    Idle,
}
