namespace Csms.Simulator.Quirks;

/// <summary>Firmware is fetched, and installed by the next reset.</summary>
public sealed class FirmwareWaitsWhenDownloaded : Quirk
{
    /// <inheritdoc/>
    public override string Name => "firmware-waits-when-downloaded";

    /// <inheritdoc/>
    public override string Description => "Firmware is fetched, and installed by the next reset.";

    /// <inheritdoc/>
    public override string? FirmwareWaitsAfter => "Downloaded";
}
