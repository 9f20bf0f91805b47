using System.Text.Json;
using Csms.Console.Api.Bulk;
using Csms.Console.Api.Http;
using Csms.Console.Commands.Campaigns;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Firmware;
using Csms.Engine.LiveView;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Stations.Quirks;

namespace Csms.Console.Api.Campaigns;

/// <summary>Reads the wish for a campaign out of a body, member by member.</summary>
internal static class CampaignBodyReader
{
    private const int MaxName = 100, MaxReason = 200;

    /// <summary>The wish, and whether it is only asked who would take part; null with the faults in the reader.</summary>
    public static async Task<(CampaignWish Wish, bool DryRun)?> ReadAsync(
        BodyReader reader, JsonBody body, AccessScope scope, LiveBoard board, SiteDirectory sites, QuirkBook quirks, FirmwareLibrary library, CancellationToken cancellation)
    {
        var name = reader.Text("name", MaxName);
        var named = reader.Text("imageId", 36, nullable: false);
        var image = Guid.TryParse(named.Value, out var id) ? await library.FindAsync(id, cancellation) : null;
        if (image is null) reader.Fault("imageId", "There is no such image.");
        var signed = reader.Flag("signed");
        if (signed.Value && image is { IsSigned: false }) reader.Fault("signed", "The image has no signature.");
        var stations = BulkBodyReader.Stations(reader, body, scope, board, sites, quirks);
        var dryRun = reader.Flag("dryRun");
        var (canary, batch) = (reader.Integer("canary", 0, BulkPace.LargestBatch), reader.Integer("batchSize", 1, BulkPace.LargestBatch));
        var pause = reader.Integer("pauseSeconds", 0, (int)BulkPace.LongestPause.TotalSeconds);
        var stop = reader.Long("stopAtPercent", 1, 100);
        var window = Window(reader, body);
        var wait = reader.Flag("waitForOffline");
        var minutes = reader.Integer("minutesPerStation", (int)FirmwareCampaign.ShortestWait.TotalMinutes, (int)FirmwareCampaign.LongestWait.TotalMinutes);
        var reset = reader.Word("resetWhen", ["downloaded", "installed"]);
        var days = reader.Integer("days", 1, (int)FirmwareCampaign.Longest.TotalDays);
        var reason = reader.Text("reason", MaxReason);
        if (reader.Faults.Count > 0 || image is null) return null;
        var pace = new BulkPace(canary.Or(1), true, batch.Or(10), TimeSpan.FromSeconds(pause.Or(60)), stop.Is ? (int?)stop.Value : 20, null);
        return (new CampaignWish(name.Value ?? "", image, signed.Is ? signed.Value : image.IsSigned, stations, pace, window, !wait.Is || wait.Value,
            TimeSpan.FromMinutes(minutes.Or(60)), TimeSpan.FromDays(days.Or(7)), string.IsNullOrWhiteSpace(reason.Value) ? null : reason.Value.Trim(),
            reset.Value is { } when ? Enum.Parse<CampaignReset>(when, ignoreCase: true) : CampaignReset.Never), dryRun.Value);
    }

    private static CampaignWindow? Window(BodyReader reader, JsonBody body)
    {
        if (!body.Root.TryGetProperty("window", out var window) || window.ValueKind == JsonValueKind.Null) return null;
        if (window.ValueKind == JsonValueKind.Object && CampaignWindowBody.Time(Word("from")) is { } from && CampaignWindowBody.Time(Word("until")) is { } until && from != until) return new CampaignWindow(from, until);
        reader.Fault("window", "An object with from and until is needed, each HH:mm, not the same.");
        return null;

        string? Word(string member) => window.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
