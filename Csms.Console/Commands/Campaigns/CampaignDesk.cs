using Csms.Console.Commands.Bulk;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Firmware;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Units;

namespace Csms.Console.Commands.Campaigns;

/// <summary>The one way in which people and programs start, hold, stop and repeat firmware campaigns: judged station by station, done, audited, in that order.</summary>
public sealed class CampaignDesk(
    FirmwareCampaigns campaigns, FirmwareLibrary library, BulkCommands bulk, BulkStore store, BulkDesk desk, LiveBoard board, ConfigurationReader configuration, IAuditLog audit, TimeProvider time)
{
    private const string Action = "UpdateFirmware", FeatureProfiles = "SupportedFeatureProfiles", Feature = "FirmwareManagement";
    /// <summary>What a campaign that resets its stations needs besides.</summary>
    public static readonly string ResetPermission = CommandPermissions.Of("Reset");

    private const int MostStations = 100_000;

    /// <summary>Who would take part, as of now.</summary>
    public async Task<BulkPreview> PreviewAsync(AccessScope scope, FirmwareImage image, IEnumerable<StationId> stations, CampaignReset reset, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(image);
        var live = scope.Live();
        var preview = BulkPreview.Of(scope, Action, stations, Find);
        return CampaignJudge.Of(preview, image, Find, bulk.Taken(FirmwareCampaigns.KindName), MayNotReset, await WithoutAsync(preview.Online.Concat(preview.Away).Select(Find).OfType<StationState>(), cancellation));

        StationState? Find(StationId id) => board.Find(id, live);

        // Only those of 1.6 are reset; one that never connected may be of 1.6.
        bool MayNotReset(StationState station) => reset != CampaignReset.Never && station.OcppVersion is null or "1.6" && !scope.Can(ResetPermission, station.Profile.SiteId);
    }

    /// <summary>Starts a campaign.</summary>
    public async Task<CampaignStart> StartAsync(AccessScope scope, CampaignWish wish, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(wish);
        if (!scope.Can(FirmwareDesk.Permission)) throw new InvalidOperationException("no permission to update firmware");
        var preview = await PreviewAsync(scope, wish.Image, wish.Stations, wish.Reset, cancellation);
        if (preview.Count == 0) return new CampaignStart(null, preview);
        var plan = new FirmwareCampaign
        {
            RunId = Guid.Empty, Name = string.IsNullOrWhiteSpace(wish.Name) ? $"{wish.Image.Name} {wish.Image.Version}" : wish.Name.Trim(), ImageId = wish.Image.Id, ImageName = wish.Image.Name, Version = wish.Image.Version,
            Signed = wish.Signed && wish.Image.IsSigned, Window = wish.Window, WaitsForAway = wish.WaitsForAway, Patience = wish.Patience, EndsAt = time.GetUtcNow() + wish.Lasts, RetryOf = wish.RetryOf, Reset = wish.Reset,
        };
        var run = await campaigns.BeginAsync(plan, wish.Image, wish.Pace, preview.Targets, scope.Actor.Name, wish.Reason, cancellation);
        await audit.WriteAsync(scope.Actor, "firmware.campaign.start", "firmwareCampaign", run.Id.ToString(), null, new
        {
            plan.Name, plan.ImageName, plan.Version, plan.Signed, plan.Window, plan.WaitsForAway, plan.Patience, plan.EndsAt, Reset = plan.Reset.ToString(), plan.RetryOf, run.Pace, Stations = preview.Count, LeftOut = preview.Targets.Count - preview.Count,
        }, wish.Reason, CancellationToken.None);
        return new CampaignStart(run, preview);
    }

    /// <summary>A campaign with what the asker may see of it.</summary>
    public Task<CampaignSummary?> FindAsync(AccessScope scope, Guid id, CancellationToken cancellation) => campaigns.FindAsync(id, scope.SiteIds(Permissions.StationsRead), cancellation);

    /// <summary>Whether somebody may hold, stop or repeat it: who may update every station of it.</summary>
    public Task<bool> MayTurnAsync(AccessScope scope, CampaignSummary campaign, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return desk.MayStopAsync(scope, campaign.Run, cancellation);
    }

    /// <summary>Holds, goes on with, or stops a campaign.</summary>
    public async Task<BulkStop> TurnAsync(AccessScope scope, Guid id, CampaignTurn turn, string? reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (await FindAsync(scope, id, cancellation) is not { } found) return BulkStop.Missing;
        if (!await MayTurnAsync(scope, found, cancellation)) return BulkStop.Denied;
        var done = turn switch
        {
            CampaignTurn.Pause => await bulk.PauseAsync(id, cancellation),
            CampaignTurn.Resume => await bulk.ResumeAsync(id, cancellation),
            CampaignTurn.Stop => await bulk.StopAsync(id, scope.Actor.Name, reason, cancellation),
            _ => throw new InvalidOperationException($"no turn {turn}"),
        };
        if (!done) return BulkStop.Over;
        var action = turn switch { CampaignTurn.Pause => "firmware.campaign.pause", CampaignTurn.Resume => "firmware.campaign.resume", _ => "firmware.campaign.stop" };
        await audit.WriteAsync(scope.Actor, action, "firmwareCampaign", id.ToString(), new { found.Campaign.Name, found.Run.State, found.Tally.Settled, found.Tally.Targets }, null, reason, CancellationToken.None);
        return BulkStop.Done;
    }

    /// <summary>A campaign of the stations that failed, or never had their turn, in one that is over; null: its image has been deleted, or nobody failed.</summary>
    public async Task<CampaignWish?> AgainAsync(AccessScope scope, CampaignSummary campaign, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(campaign);
        var (old, run) = (campaign.Campaign, campaign.Run);
        if (run.EndedAt is null || await library.FindAsync(old.ImageId, cancellation) is not { } image) return null;
        var items = await store.ItemsAsync(run.Id, scope.SiteIds(Permissions.StationsRead), [BulkItemState.Failed, BulkItemState.NotSeen, BulkItemState.NotReached, BulkItemState.NotGiven, BulkItemState.LeftOut], -1, 0, MostStations, cancellation);
        StationId[] stations = [.. items.Where(item => item.LeftOut is null or BulkLeftOut.Offline or BulkLeftOut.TimeUp).Select(item => item.Station)];
        return stations.Length == 0 ? null : new CampaignWish(old.Name, image, old.Signed, stations, run.Pace, old.Window, old.WaitsForAway, old.Patience, old.EndsAt - run.CreatedAt, null, old.Reset, run.Id);
    }

    /// <summary>OCPP 1.6 stations that have told their feature profiles, without the one of firmware updates (1.6 §9.1.25).</summary>
    private async Task<HashSet<StationId>> WithoutAsync(IEnumerable<StationState> stations, CancellationToken cancellation)
    {
        var old = stations.Where(station => station.OcppVersion == "1.6").ToDictionary(station => station.Key, station => station.Id);
        if (old.Count == 0) return [];
        var told = await configuration.SomeAsync(old.Keys, [new VariableAddress("Configuration", FeatureProfiles)], cancellation);
        return [.. told.Where(pair => pair.Value.Any(held => held.Address.Variable.Equals(FeatureProfiles, StringComparison.OrdinalIgnoreCase) && held.Value is { Length: > 0 } words && !words.Contains(Feature, StringComparison.OrdinalIgnoreCase)))
            .Select(pair => old[pair.Key])];
    }
}
