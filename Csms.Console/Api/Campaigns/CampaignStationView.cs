using Csms.Console.Api.Bulk;
using Csms.Engine.Firmware;
using Csms.Engine.Stations.Commands.Bulk;

namespace Csms.Console.Api.Campaigns;

/// <summary>A station of a campaign.</summary>
/// <param name="StationId">Which.</param>
/// <param name="State">waiting, given, answered, done, failed, notSeen, notReached, leftOut or notGiven.</param>
/// <param name="LeftOut">notAllowed, notSupported, notAccepted, gone, sameVersion, wrongModel, otherRun, offline or timeUp.</param>
/// <param name="CommandId">For GET /api/v1/commands/{id}.</param>
/// <param name="Answer">The station's last word: its answer, the code of its CALLERROR, or the status of the update.</param>
/// <param name="Error">Why it came to nothing.</param>
/// <param name="VersionBefore">Version that it ran when it accepted.</param>
/// <param name="VersionAfter">Version that it told when it booted afterwards.</param>
/// <param name="Steps">What it told of the update, in order.</param>
/// <param name="ResetAt">When the campaign reset it.</param>
/// <param name="ResetStatus">What it said to that: its word, the code of its CALLERROR, or NoAnswer.</param>
/// <param name="WaitsFor">What its turn, or its reset, waits for: window, away, session or timeUp; null: nothing but the pace.</param>
/// <param name="GivenAt">When the order was given.</param>
/// <param name="SettledAt">When it was done, or clear that it would not be.</param>
internal sealed record CampaignStationView(
    string StationId, string State, string? LeftOut, Guid? CommandId, string? Answer, string? Error, string? VersionBefore, string? VersionAfter, IReadOnlyList<FirmwareStep> Steps,
    DateTimeOffset? ResetAt, string? ResetStatus, string? WaitsFor, DateTimeOffset? GivenAt, DateTimeOffset? SettledAt)
{
    public static CampaignStationView Of(BulkItem item, FirmwareUpdate? update, CampaignHold? hold) => new(
        item.Station.Value, BulkRunView.Word(item.State), item.LeftOut is { } why ? BulkRunView.Word(why) : null, item.CommandId, item.Answer,
        item.Fault?.ToString() ?? (item.State == BulkItemState.NotSeen ? $"Not seen in time: {item.Sight}" : null), update?.VersionBefore, update?.VersionAfter, update?.Steps ?? [],
        update?.ResetAt, update?.ResetStatus, hold is null or CampaignHold.None ? null : BulkRunView.Word(hold.Value), item.GivenAt, item.SettledAt);
}
