namespace Csms.Simulator.Quirks;

/// <summary>Firmware is installed, and runs after the next reset.</summary>
public sealed class FirmwareWaitsWhenInstalled : Quirk
{
    /// <inheritdoc/>
    public override string Name => "firmware-waits-when-installed";

    /// <inheritdoc/>
    public override string Description => "Firmware is installed, and runs after the next reset.";

    /// <inheritdoc/>
    public override string? FirmwareWaitsAfter => "Installed";
}
