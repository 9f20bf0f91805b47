namespace Csms.Engine.Firmware;

/// <summary>Where an update is.</summary>
public enum FirmwareState
{
    /// <summary>Accepted; the station works on it, or waits for its time.</summary>
    Running,

    /// <summary>The station says that it is installed.</summary>
    Installed,

    /// <summary>It failed; the last step says how.</summary>
    Failed,

    /// <summary>A newer update took its place (L01.FR.24).</summary>
    Replaced,
}
