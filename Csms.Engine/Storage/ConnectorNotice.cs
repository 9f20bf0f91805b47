namespace Csms.Engine.Storage;

/// <summary>A connector's state as a station told it. Connector 0 is the EVSE as a whole, EVSE 0 the station.</summary>
/// <param name="StationKey">The station's compact number.</param>
/// <param name="EvseId">EVSE; 0: the station.</param>
/// <param name="ConnectorId">Connector; 0: the EVSE as a whole.</param>
/// <param name="At">When it became so, by the station's clock.</param>
/// <param name="ReceivedAt">When we heard, by ours.</param>
/// <param name="Status">OCPP 2.1 ConnectorStatusEnumType, or 1.6's word where it says more.</param>
/// <param name="ErrorCode">1.6 ChargePointErrorCode; null: none was told.</param>
/// <param name="Info">The station's words about it.</param>
/// <param name="VendorError">The vendor's code.</param>
/// <param name="VendorId">Whose code that is.</param>
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
