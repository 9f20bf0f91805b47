namespace Csms.Engine.Firmware;

/// <summary>A word of a station about an update.</summary>
/// <param name="Status">FirmwareStatusEnumType (2.1), FirmwareStatus (1.6).</param>
/// <param name="At">When it came; UTC.</param>
public sealed record FirmwareStep(string Status, DateTimeOffset At);
