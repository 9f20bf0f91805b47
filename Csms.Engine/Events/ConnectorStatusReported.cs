namespace Csms.Engine.Events;

/// <summary>StatusNotification of one connector, or of the whole station (evse 0). Answered by <see cref="Acknowledged"/>.</summary>
/// <param name="EvseId">1…; 0 is the station itself (1.6 connector 0).</param>
/// <param name="ConnectorId">1… within the EVSE; 1.6 connector n is EVSE n connector 1; 0 with EVSE 0.</param>
/// <param name="Status">As reported.</param>
/// <param name="At">The station's time; null when it gave none (1.6 allows that).</param>
/// <param name="ErrorCode">1.6 errorCode other than NoError.</param>
/// <param name="Info">Free text of the vendor.</param>
/// <param name="VendorErrorCode">The vendor's own code.</param>
/// <param name="VendorId">Whose code it is, where the station says so.</param>
public sealed record ConnectorStatusReported(
    int EvseId,
    int ConnectorId,
    ConnectorStatus Status,
    DateTimeOffset? At,
    string? ErrorCode = null,
    string? Info = null,
    string? VendorErrorCode = null,
    string? VendorId = null) : StationMessage
{
    /// <summary>The message has a place for errors (1.6), so that none in it means that there is none. 2.x tells errors by NotifyEvent.</summary>
    public bool TellsErrors { get; init; }
}
