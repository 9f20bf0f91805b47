namespace Csms.Simulator.Quirks;

/// <summary>No firmware image can be fetched.</summary>
public sealed class FirmwareDownloadFails : Quirk
{
    /// <inheritdoc/>
    public override string Name => "firmware-download-fails";

    /// <inheritdoc/>
    public override string Description => "No firmware image can be fetched.";

    /// <inheritdoc/>
    public override bool CanFetchFirmware => false;
}
