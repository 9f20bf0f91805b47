namespace Csms.Engine.Certificates;

/// <summary>Common names that a station's request for a certificate for cars may carry. For the connection with us it is always the station's identity (CONTRACTS 29, A00.FR.405).</summary>
public enum V2GNames
{
    /// <summary>The station's identity, as for the connection with us.</summary>
    Station,

    /// <summary>Besides it what the station has told of itself in ISO 15118's words, and no other station has: ISO15118Ctrlr/SeccId, EVSE/ISO15118EvseId.</summary>
    Told,
}
