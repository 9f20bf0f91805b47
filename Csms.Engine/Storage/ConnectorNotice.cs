namespace Csms.Engine.Storage;

/// <summary>A connector's state as a station told it. Connector 0 is the EVSE as a whole, EVSE 0 the station.</summary>
/// <param name="At">When it became so, by the station's clock.</param>
/// <param name="ReceivedAt">When we heard, by ours.</param>
/// <param name="Status">OCPP 2.1 ConnectorStatusEnumType, or 1.6's word where it says more.</param>
public readonly record struct ConnectorNotice(
    int StationKey,
    int EvseId,
    int ConnectorId,
    DateTimeOffset At,
    DateTimeOffset ReceivedAt,
    string Status,
    string? ErrorCode = null,
    string? Info = null,
    string? VendorError = null,
    string? VendorId = null);
