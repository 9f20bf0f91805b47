namespace Csms.Engine.Events;

/// <summary>BootNotification: the station announces itself (2.1 B01, 1.6 §4.2). Answered by <see cref="BootAnswer"/>.</summary>
/// <param name="Vendor">chargePointVendor / vendorName.</param>
/// <param name="Model">chargePointModel / model.</param>
/// <param name="SerialNumber">Of the station; null when it gave none.</param>
/// <param name="FirmwareVersion">Null when it gave none.</param>
/// <param name="Iccid">Of the modem's SIM.</param>
/// <param name="Imsi">Of the modem's SIM.</param>
/// <param name="Reason">BootReasonEnumType; 1.6 has none and gets <c>Unknown</c>.</param>
public sealed record BootReported(
    string Vendor,
    string Model,
    string? SerialNumber,
    string? FirmwareVersion,
    string? Iccid,
    string? Imsi,
    string Reason) : StationMessage;
