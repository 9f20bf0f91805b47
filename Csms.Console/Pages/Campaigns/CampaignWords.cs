using Csms.Console.Controls;
using Csms.Console.Pages.Bulk;
using Csms.Console.Texts;
using Csms.Engine.Stations.Commands.Bulk;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Campaigns;

/// <summary>How a campaign and its stations stand, in the person's language.</summary>
internal static class CampaignWords
{
    /// <summary>Tone of a campaign.</summary>
    public static TagTone Tone(BulkRun run) => BulkWords.Tone(run);

    /// <summary>State of a campaign: one that was stopped is not over before what is under way is.</summary>
    public static string State(IStringLocalizer<CampaignTexts> texts, BulkRun run) =>
        texts[run is { EndedAt: null, State: BulkRunState.Stopped or BulkRunState.Halted } ? "State.Stopping" : $"State.{run.State}"];
}
