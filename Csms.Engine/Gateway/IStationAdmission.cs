namespace Csms.Engine.Gateway;

/// <summary>Decides who may connect. Implemented by the stations module; asked before the upgrade.</summary>
public interface IStationAdmission
{
    /// <summary>Judges a handshake whose path, subprotocol and credentials have been read. Never reads the database for a known station.</summary>
    ValueTask<Admission> AdmitAsync(StationHandshake handshake, CancellationToken cancellation);
}
