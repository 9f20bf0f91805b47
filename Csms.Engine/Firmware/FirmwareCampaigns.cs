using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Csms.Engine.Energy;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Units;

namespace Csms.Engine.Firmware;

/// <summary>
/// Firmware campaigns (CONSOLE.md, Firmware): bulk runs of UpdateFirmware whose stations have their turn in the window of their site and without a
/// running session, and are done when the new version runs. The run itself, its canary, batches and record, is <see cref="BulkCommands"/>'.
/// </summary>
public sealed class FirmwareCampaigns : IBulkGuide, IDisposable
{
    /// <summary>Kind of their runs.</summary>
    public const string KindName = "firmware";

    private readonly BulkCommands _bulk;
    private readonly BulkStore _runs;
    private readonly CampaignStore _store;
    private readonly FirmwareStore _updates;
    private readonly FirmwareBook _book;
    private readonly CampaignResets _resets;
    private readonly TimeSpan _resetAfter;
    private readonly StationRegistry _registry;
    private readonly SiteDirectory _sites;
    private readonly TimeProvider _time;

    // What belongs to open runs; read once, as it never changes.
    private readonly ConcurrentDictionary<Guid, FirmwareCampaign> _known = new();
    private readonly ConcurrentDictionary<Guid, Read> _read = new();
    private long _told = 1;

    internal FirmwareCampaigns(
        BulkCommands bulk, BulkStore runs, CampaignStore store, FirmwareStore updates, FirmwareBook book, CampaignResets resets, TimeSpan resetAfter, StationRegistry registry, SiteDirectory sites, TimeProvider time)
    {
        (_bulk, _runs, _store, _updates, _book, _resets, _resetAfter, _registry, _sites, _time) = (bulk, runs, store, updates, book, resets, resetAfter, registry, sites, time);
        _book.Changed += OnTold;
    }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <summary>Starts a campaign; it stands in the store when this returns.</summary>
    /// <param name="plan">The campaign; its <see cref="FirmwareCampaign.RunId"/> is not used.</param>
    /// <param name="image">What goes out.</param>
    /// <param name="pace">In which steps.</param>
    /// <param name="targets">Stations in their order, and why one takes no part.</param>
    /// <param name="actor">Who starts it.</param>
    /// <param name="reason">Why, where one was typed.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<BulkRun> BeginAsync(
        FirmwareCampaign plan, FirmwareImage image, BulkPace pace, IReadOnlyList<BulkTarget> targets, string actor, string? reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(pace);
        var now = _time.GetUtcNow();
        var campaign = plan with { RunId = Guid.CreateVersion7(now) };
        var firmware = new JsonObject { ["location"] = FirmwareBook.ImageScheme + image.Id, ["retrieveDateTime"] = now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture) };
        if (campaign.Signed) (firmware["signingCertificate"], firmware["signature"]) = (image.Certificate, image.Signature);
        await _store.AddAsync(campaign, cancellation);
        _known[campaign.RunId] = campaign;
        // Nothing is laid by for stations that are away: it would go out beside the window.
        var steps = pace with { EveryMustBeSeen = true, CanaryMustBeSeen = true, WaitFor = null };
        return await _bulk.BeginAsync(new BulkOrder("UpdateFirmware", new JsonObject { ["firmware"] = firmware }.ToJsonString(), actor, reason, steps, targets) { Id = campaign.RunId, Kind = KindName }, cancellation);
    }

    /// <summary>A campaign with its run; null when there is none or the reader sees none of its stations.</summary>
    public async Task<CampaignSummary?> FindAsync(Guid id, IReadOnlyCollection<string>? sites, CancellationToken cancellation)
    {
        if (await _runs.FindAsync(id, sites, cancellation) is not { Run.Kind: KindName } run) return null;
        return (await _store.FindAsync([id], cancellation)).TryGetValue(id, out var campaign) ? new CampaignSummary(campaign, run.Run, run.Tally) : null;
    }

    /// <summary>Campaigns of which the reader may see a station, newest first.</summary>
    /// <param name="sites">Sites whose stations the reader sees; null: all.</param>
    /// <param name="open">Only those that are not over, or only those that are; null: both.</param>
    /// <param name="before">Last campaign of the page before; null for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<CampaignSummary>> ListAsync(IReadOnlyCollection<string>? sites, bool? open, Guid? before, int limit, CancellationToken cancellation)
    {
        var runs = await _runs.ListAsync(sites, open, KindName, before, limit, cancellation);
        var campaigns = await _store.FindAsync(runs.Select(run => run.Run.Id), cancellation);
        return [.. runs.Where(run => campaigns.ContainsKey(run.Run.Id)).Select(run => new CampaignSummary(campaigns[run.Run.Id], run.Run, run.Tally))];
    }

    /// <summary>What stations told of the updates of these commands.</summary>
    public Task<Dictionary<Guid, FirmwareUpdate>> UpdatesAsync(IReadOnlyCollection<Guid> commands, CancellationToken cancellation) => _updates.UpdatesAsync(commands, cancellation);

    /// <summary>Whether a campaign that is not over still needs an image.</summary>
    public async Task<bool> NeedsAsync(Guid image, CancellationToken cancellation) =>
        (await _store.FindAsync((await _runs.ListAsync(null, true, KindName, null, int.MaxValue, cancellation)).Select(run => run.Run.Id), cancellation)).Values.Any(campaign => campaign.ImageId == image);

    /// <inheritdoc/>
    public async ValueTask<Func<BulkItem, BulkTurn>> TurnsAsync(BulkRun run, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        var campaign = await CampaignAsync(run.Id, cancellation);
        return item => TurnOf(campaign, _registry.Find(item.Station), now);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<BulkItem>> JudgeAsync(BulkRun run, IReadOnlyList<BulkItem> agreed, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        var campaign = await CampaignAsync(run.Id, cancellation);
        var read = await ReadAsync(run, agreed, cancellation);
        if (campaign.Reset != CampaignReset.Never && await FollowResetsAsync(read, cancellation)) read = await ReadAsync(run, agreed, cancellation);
        var isOpen = run.State is BulkRunState.Running or BulkRunState.Paused;
        BulkItem[] judged = [.. agreed.Select(item => CampaignVerdict.Of(item, read.Updates.GetValueOrDefault(item.CommandId!.Value), campaign, now, ResetOf(campaign, item.Station), isOpen))];
        if (campaign.Reset != CampaignReset.Never && run.State == BulkRunState.Running) await ResetAsync(run, campaign, judged, read, now, cancellation);
        if (judged.All(item => item.State != BulkItemState.Answered)) _read.TryRemove(run.Id, out _);
        return judged;
    }

    /// <summary>Why the reset that a station needs is not given now; null: it needs none, or it is given with the next look.</summary>
    public CampaignHold? ResetHoldOf(FirmwareCampaign campaign, FirmwareUpdate? update)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return update is not null && CampaignResetRule.Awaits(update, ResetOf(campaign, update.Station)) && HoldOf(campaign, update.Station) is not CampaignHold.None and var hold ? hold : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _book.Changed -= OnTold;

    /// <summary>Why a station has no turn now.</summary>
    public CampaignHold HoldOf(FirmwareCampaign campaign, StationId id)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return HoldOf(campaign, _registry.Find(id), _time.GetUtcNow());
    }

    private CampaignHold HoldOf(FirmwareCampaign campaign, StationState? station, DateTimeOffset now)
    {
        if (now >= campaign.EndsAt) return CampaignHold.TimeUp;
        if (station is null) return CampaignHold.None; // deleted: the run says so
        if (campaign.Window is { } window && !window.IsOpen(now, _sites.ZoneOf(station.Profile.SiteId))) return CampaignHold.Window;
        if (station.Link != LinkState.Online) return CampaignHold.Away;
        return station.Sessions.Sessions.Any(session => session.IsActive) ? CampaignHold.Session : CampaignHold.None;
    }

    private CampaignReset ResetOf(FirmwareCampaign campaign, StationId station) => CampaignResetRule.For(campaign, _registry.Find(station)?.OcppVersion);

    private async ValueTask<Read> ReadAsync(BulkRun run, IReadOnlyList<BulkItem> agreed, CancellationToken cancellation)
    {
        var told = Interlocked.Read(ref _told);
        if (_read.TryGetValue(run.Id, out var read) && read.Told == told && read.Items == agreed.Count) return read;
        return _read[run.Id] = new Read(told, agreed.Count, await _updates.UpdatesAsync([.. agreed.Select(item => item.CommandId!.Value)], cancellation));
    }

    /// <summary>What stations answered to their resets stands in the store before they are judged.</summary>
    private async Task<bool> FollowResetsAsync(Read read, CancellationToken cancellation)
    {
        var changed = false;
        foreach (var update in read.Updates.Values) changed |= await _resets.FollowAsync(update, cancellation);
        return changed;
    }

    /// <summary>Resets those that wait for it, as far as the window and their cars let us.</summary>
    private async Task ResetAsync(BulkRun run, FirmwareCampaign campaign, IEnumerable<BulkItem> judged, Read read, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var item in judged.Where(item => item.State == BulkItemState.Answered))
        {
            if (_registry.Find(item.Station) is { } station && CampaignResetRule.IsDue(read.Updates.GetValueOrDefault(item.CommandId!.Value), ResetOf(campaign, item.Station), _resetAfter, now)
                && HoldOf(campaign, station, now) == CampaignHold.None) await _resets.GiveAsync(run, item, now, cancellation);
        }
    }

    private BulkTurn TurnOf(FirmwareCampaign campaign, StationState? station, DateTimeOffset now) => HoldOf(campaign, station, now) switch
    {
        CampaignHold.None => BulkTurn.Here,
        CampaignHold.TimeUp => BulkTurn.Late,
        CampaignHold.Away when !campaign.WaitsForAway => BulkTurn.Away,
        _ => BulkTurn.Held,
    };

    private async ValueTask<FirmwareCampaign> CampaignAsync(Guid run, CancellationToken cancellation)
    {
        if (_known.TryGetValue(run, out var known)) return known;
        var found = await _store.FindAsync([run], cancellation);
        return _known[run] = found.TryGetValue(run, out var campaign) ? campaign : throw new InvalidOperationException($"run {run} has no campaign");
    }

    private void OnTold(StationId station) => Interlocked.Increment(ref _told);

    /// <summary>Updates as last read, when so much had been told.</summary>
    private sealed record Read(long Told, int Items, Dictionary<Guid, FirmwareUpdate> Updates);
}
