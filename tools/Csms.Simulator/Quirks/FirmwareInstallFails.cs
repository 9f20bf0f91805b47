namespace Csms.Simulator.Quirks;

/// <summary>Firmware is fetched, and its installation fails.</summary>
public sealed class FirmwareInstallFails : Quirk
{
    /// <inheritdoc/>
    public override string Name => "firmware-install-fails";

    /// <inheritdoc/>
    public override string Description => "Firmware is fetched, and its installation fails.";

    /// <inheritdoc/>
    public override bool CanInstallFirmware => false;
}
