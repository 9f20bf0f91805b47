using System.ComponentModel.DataAnnotations;

namespace Csms.Engine.Firmware;

/// <summary>Section <c>Csms:Firmware</c>: the images that stations fetch from us.</summary>
public sealed class FirmwareOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Firmware";

    /// <summary>Longest image, bytes.</summary>
    [Range(1, long.MaxValue)]
    public long MaxBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>Seconds that an OCPP 1.6 station of a campaign with resets has to go on by itself, before it is reset.</summary>
    [Range(0, 3600)]
    public int ResetAfterSeconds { get; set; } = 30;
}
