namespace Csms.Engine.Ocpp.Framing;

<<<<<<< HEAD
/// <summary>The OCPP versions we speak, oldest first.</summary>
public enum OcppVersion : byte
{
    /// <summary>OCPP 1.6J with the security extensions.</summary>
    V16,

    /// <summary>OCPP 2.0.1.</summary>
    V201,

    /// <summary>OCPP 2.1.</summary>
=======
/// <summary>The OCPP versions spoken, oldest first.</summary>
public enum OcppVersion
{
    V16,
    V201,
>>>>>>> bb35164 (OCPP wire: field tables, generated messages of 1.6, 2.0.1 and 2.1, framing)
    V21,
}
