namespace Csms.Engine.Firmware;

/// <summary>
/// Whether a station of a campaign needs a reset by us to run its new firmware. OCPP 1.6 leaves the restart to the station (§6.19, FirmwareStatus has no word for it), and many stations wait for
/// one; a 2.x station tells InstallRebooting and restarts by itself (2.1 L01.FR.13). Pure.
/// </summary>
public static class CampaignResetRule
{
    /// <summary>What counts for a station: only those of 1.6 are reset.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="ocppVersion">Version of the station's protocol; null: it is not known.</param>
    public static CampaignReset For(FirmwareCampaign campaign, string? ocppVersion)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return ocppVersion == "1.6" ? campaign.Reset : CampaignReset.Never;
    }

    /// <summary>The station has come as far as it does by itself and was not reset yet.</summary>
    public static bool Awaits(FirmwareUpdate? update, CampaignReset when) => update is { ResetAt: null } && !RunsNew(update) && when switch
    {
        CampaignReset.Never => false,
        CampaignReset.Downloaded => update.Status is "Downloaded" or "SignatureVerified",
        CampaignReset.Installed => update.Status == "Installed",
        _ => throw new ArgumentOutOfRangeException(nameof(when), when, "no time of a reset"),
    };

    /// <summary>The reset is due: the station has not gone on by itself for a while.</summary>
    /// <param name="update">What it told.</param>
    /// <param name="when">When it is reset.</param>
    /// <param name="patience">How long it has to go on by itself.</param>
    /// <param name="now">The time.</param>
    public static bool IsDue(FirmwareUpdate? update, CampaignReset when, TimeSpan patience, DateTimeOffset now) => Awaits(update, when) && update!.Steps[^1].At + patience <= now;

    /// <summary>It has booted with another version than it had.</summary>
    public static bool RunsNew(FirmwareUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return update.VersionAfter is { } version && version != update.VersionBefore;
    }
}
