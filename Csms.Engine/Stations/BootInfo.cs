namespace Csms.Engine.Stations;

/// <summary>What the station said when it last booted.</summary>
/// <param name="Vendor">Vendor.</param>
/// <param name="Model">Model.</param>
/// <param name="SerialNumber">Serial number.</param>
/// <param name="FirmwareVersion">Firmware version.</param>
/// <param name="Iccid">SIM.</param>
/// <param name="Imsi">SIM.</param>
/// <param name="At">When it started, our time; one that was merely asked to say again what it is keeps the time of its start.</param>
/// <param name="Reason">Boot reason of that start; <c>Unknown</c> in 1.6.</param>
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
    private const string Triggered = "Triggered";

    /// <summary>When it started; null: its start is not known, it only said what it is because it was asked to (2.1 part 2, BootReasonEnumType Triggered).</summary>
    internal DateTimeOffset? StartedAt => Reason == Triggered ? null : At;

    /// <summary>What is known after this was told: a start that is known stays when the station did not start again.</summary>
    internal BootInfo After(BootInfo? before) => Reason == Triggered && before is { StartedAt: not null } ? this with { At = before.At, Reason = before.Reason } : this;
}
