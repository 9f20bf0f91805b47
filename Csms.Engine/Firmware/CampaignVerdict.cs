using Csms.Engine.Ocpp;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Units;

namespace Csms.Engine.Firmware;

/// <summary>What became of a station that has accepted the update of a campaign. Pure.</summary>
public static class CampaignVerdict
{
    /// <summary>The station as it now stands: done when it tells Installed or boots with the new version, failed by its own word, by another update, or by time.</summary>
    /// <param name="item">The station, which has accepted.</param>
    /// <param name="update">What it told of the update; null: nothing is on record.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="now">The time.</param>
    /// <param name="reset">When the campaign resets this station (<see cref="CampaignResetRule.For"/>).</param>
    /// <param name="isOpen">The campaign was not stopped: a reset that waits for its time still comes.</param>
    public static BulkItem Of(BulkItem item, FirmwareUpdate? update, FirmwareCampaign campaign, DateTimeOffset now, CampaignReset reset = CampaignReset.Never, bool isOpen = true)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(campaign);
        return update switch
        {
            { State: FirmwareState.Installed } when reset != CampaignReset.Installed || CampaignResetRule.RunsNew(update) => Done(item, update, update.VersionAfter ?? campaign.Version, now),
            { VersionAfter: { } version } when version == campaign.Version => Done(item, update, version, now),
            // One that was already in its new version refuses as well: that was looked at above.
            { IsResetRefused: true } => item with { State = BulkItemState.Failed, Answer = update.ResetStatus, Fault = Statement.Of(CommandFault.ResetRefused, update.ResetStatus!), SettledAt = now },
            { State: FirmwareState.Failed } => item with { State = BulkItemState.Failed, Answer = update.Status, SettledAt = now },
            { State: FirmwareState.Replaced } => item with { State = BulkItemState.Failed, Answer = update.Status ?? item.Answer, Fault = Statement.Of(CommandFault.Superseded), SettledAt = now },
            _ when isOpen && now < campaign.EndsAt && CampaignResetRule.Awaits(update, reset) => item with { Answer = update!.Status }, // its reset waits for the window, or for a car
            _ when (update?.ResetAt ?? item.GivenAt) + campaign.Patience <= now =>
                item with { State = BulkItemState.NotSeen, Answer = update?.Status ?? item.Answer, Sight = Statement.Of(CommandSight.WantFirmware, campaign.Version), SettledAt = now },
            _ => item with { Answer = update?.Status ?? item.Answer },
        };
    }

    private static BulkItem Done(BulkItem item, FirmwareUpdate update, string version, DateTimeOffset now) =>
        item with { State = BulkItemState.Done, Answer = update.Status ?? item.Answer, Sight = Statement.Of(CommandSight.FirmwareRuns, version), SettledAt = now };
}
