namespace Csms.Engine.Ocpp.Framing;

/// <summary>The OCPP versions we speak, oldest first.</summary>
public enum OcppVersion : byte
{
    /// <summary>OCPP 1.6J with the security extensions.</summary>
    V16,

    /// <summary>OCPP 2.0.1.</summary>
    V201,

    /// <summary>OCPP 2.1.</summary>
    V21,
}
