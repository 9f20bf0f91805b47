using System.ComponentModel.DataAnnotations;

namespace Csms.Engine.Gateway;

/// <summary>Section <c>Csms:Ocpp</c>: how the host talks to stations.</summary>
public sealed class OcppOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Ocpp";

    /// <summary>Heartbeat interval answered to a boot, in seconds.</summary>
    [Range(1, 86400)]
    public int HeartbeatSeconds { get; set; } = 300;

    /// <summary>Seconds a station has to answer a CALL.</summary>
    [Range(1, 3600)]
    public int CallTimeoutSeconds { get; set; } = 30;

    /// <summary>Longest message a station may send, in bytes; a longer one ends the connection with close code 1009.</summary>
    [Range(4096, 64 * 1024 * 1024)]
    public int MaxFrameBytes { get; set; } = 1024 * 1024;
}
