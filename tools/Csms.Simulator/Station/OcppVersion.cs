namespace Csms.Simulator.Station;

/// <summary>The protocol a station speaks.</summary>
public enum OcppVersion
{
    /// <summary>OCPP 1.6 JSON with the security extensions.</summary>
    V16,

    /// <summary>OCPP 2.0.1.</summary>
    V201,

    /// <summary>OCPP 2.1.</summary>
    V21,
}
