namespace Csms.Engine.Storage;

/// <summary>What a station said when it booted, and the security profile it came on.</summary>
internal sealed record BootRow(
    int StationKey,
    string? OcppVersion,
    string Vendor,
    string Model,
    string? Serial,
    string? Firmware,
    string? Iccid,
    string? Imsi,
    DateTimeOffset At,
    string? Reason,
    int SecurityProfile);
