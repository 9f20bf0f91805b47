namespace Csms.Engine.Stations;

/// <summary>What the station said when it last booted.</summary>
/// <param name="Vendor">Vendor.</param>
/// <param name="Model">Model.</param>
/// <param name="SerialNumber">Serial number.</param>
/// <param name="FirmwareVersion">Firmware version.</param>
/// <param name="Iccid">SIM.</param>
/// <param name="Imsi">SIM.</param>
/// <param name="At">When, our time.</param>
/// <param name="Reason">Boot reason; <c>Unknown</c> in 1.6.</param>
public sealed record BootInfo(
    string Vendor,
    string Model,
    string? SerialNumber,
    string? FirmwareVersion,
    string? Iccid,
    string? Imsi,
    DateTimeOffset? At,
    string? Reason)
{
    /// <summary>When it started; null: it only said once more what it is, because it was asked to (2.1 part 2, BootReasonEnumType Triggered).</summary>
    internal DateTimeOffset? StartedAt => Reason == "Triggered" ? null : At;
}
