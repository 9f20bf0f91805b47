namespace Csms.Engine.Ocpp;

/// <summary>What a command needs to know besides its body.</summary>
public sealed record CommandContext
{
    /// <summary>An unused number for requestId, remoteStartId, reservation id, profile id or list version that the body leaves out (CONTRACTS 5).</summary>
    public required int FreshId { get; init; }

    /// <summary>
    /// ItemsPerMessage of the station for an action, or null when it reports none: larger commands go out as several CALLs (CONTRACTS 8).
    /// </summary>
    public Func<string, int?> ItemsPerMessage { get; init; } = static _ => null;

    /// <summary>BytesPerMessage of the station for an action, or null when it reports none (2.1 DeviceDataCtrlr, MonitoringCtrlr, LocalAuthListCtrlr).</summary>
    public Func<string, int?> BytesPerMessage { get; init; } = static _ => null;
}
