using Csms.Console.Api.Bulk;
using Csms.Engine.Firmware;
using Csms.Engine.Stations.Commands.Bulk;

namespace Csms.Console.Api.Campaigns;

/// <summary>A firmware campaign and how far it is, as far as the key sees its stations.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Name">For people.</param>
/// <param name="ImageId">The image.</param>
/// <param name="ImageName">Its file name.</param>
/// <param name="Version">Version that a station tells once it is done.</param>
/// <param name="Signed">It goes out with certificate and signature.</param>
/// <param name="State">running, paused, done, stopped (by a person or key) or halted (by failures).</param>
/// <param name="Actor">Who started it.</param>
/// <param name="Reason">Why, where one was typed.</param>
/// <param name="CreatedAt">When it was started.</param>
/// <param name="EndsAt">After it nobody else has a turn.</param>
/// <param name="EndedAt">When nothing more happened; null while something does, also after a stop.</param>
/// <param name="StoppedBy">Who stopped it; System for failures.</param>
/// <param name="StopReason">Why it was stopped.</param>
/// <param name="Resumed">How often it went on after a restart of the program.</param>
/// <param name="RetryOf">The campaign whose failed stations this one tries again.</param>
/// <param name="Canary">Stations that go first.</param>
/// <param name="BatchSize">Stations at a time.</param>
/// <param name="PauseSeconds">Seconds between batches.</param>
/// <param name="StopAtPercent">Share of failures that stops it; null: never.</param>
/// <param name="Window">Hours in which updates may begin, in the time zone of each site; null: at any time.</param>
/// <param name="WaitForOffline">Stations that are offline keep their place.</param>
/// <param name="MinutesPerStation">How long a station has from the order to the new version.</param>
/// <param name="ResetWhen">What OCPP 1.6 stations have told when they are reset: downloaded or installed; null: they are not.</param>
/// <param name="Stations">How many there are in all, also those left out.</param>
/// <param name="Counts">How many are where: waiting, given, answered (they have accepted and are at it), done, failed, notSeen (the new version did not show in time), notReached, leftOut, notGiven.</param>
internal sealed record CampaignView(
    Guid Id, string Name, Guid ImageId, string ImageName, string Version, bool Signed, string State, string Actor, string? Reason, DateTimeOffset CreatedAt, DateTimeOffset EndsAt, DateTimeOffset? EndedAt,
    string? StoppedBy, string? StopReason, int Resumed, Guid? RetryOf, int Canary, int BatchSize, int PauseSeconds, int? StopAtPercent, CampaignWindowBody? Window, bool WaitForOffline, int MinutesPerStation,
    string? ResetWhen, int Stations, IReadOnlyDictionary<string, int> Counts)
{
    public static CampaignView Of(CampaignSummary summary)
    {
        var (campaign, run, tally) = (summary.Campaign, summary.Run, summary.Tally);
        return new CampaignView(run.Id, campaign.Name, campaign.ImageId, campaign.ImageName, campaign.Version, campaign.Signed, BulkRunView.Word(run.State), run.Actor, run.Reason, run.CreatedAt, campaign.EndsAt,
            run.EndedAt, run.StoppedBy, run.StopReason, run.Resumed, campaign.RetryOf, run.Pace.Canary, run.Pace.BatchSize, (int)run.Pace.Pause.TotalSeconds, run.Pace.StopPercent,
            CampaignWindowBody.Of(campaign.Window), campaign.WaitsForAway, (int)campaign.Patience.TotalMinutes, campaign.Reset == CampaignReset.Never ? null : BulkRunView.Word(campaign.Reset), tally.Total,
            Enum.GetValues<BulkItemState>().Where(state => tally[state] > 0).ToDictionary(state => BulkRunView.Word(state), state => tally[state]));
    }
}
