using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Csms.Engine.Events;
using Csms.Engine.Events.Charging;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>
/// Answers what cars ask for: the needs of each are followed by a TxProfile within 60 s (CONTRACTS 31, 2.1 K15.FR.08), and a car that intends to draw more
/// than it may gets a new one. One car has one profile under way; what comes meanwhile is looked at after it.
/// </summary>
internal sealed partial class NeedsPlanner(
    ChargingBook book, StationRegistry registry, Lazy<StationCommands> commands, SiteDirectory sites, TimeProvider time, ILogger<NeedsPlanner> logger) : BackgroundService, IStationObserver
{
    private const int Waiting = 8192;
    private const int AtOnce = 64;

    /// <summary>A car that passes every new schedule is left alone after this many: it won't be told.</summary>
    private const int MostRenewals = 5;

    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);
    private readonly ILogger _logger = logger;

    // A car that finds it full asks again: ISO 15118 makes it repeat within minutes.
    private readonly Channel<(StationId Station, int EvseId)> _asked = Channel.CreateBounded<(StationId, int)>(new BoundedChannelOptions(Waiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    // Whether to look again at a car once the look that is under way is over.
    private readonly ConcurrentDictionary<(StationId, int), bool> _underWay = new();

    void IStationObserver.Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        // Once it is answered: the profile follows the answer (2.1 K15.FR.08).
    }

    void IStationObserver.Answered(StationState state, StationMessage message)
    {
        if (message is ChargingNeedsReported needs) _asked.Writer.TryWrite((state.Id, needs.EvseId));
        else if (message is EvScheduleReported intends) _asked.Writer.TryWrite((state.Id, intends.EvseId));
    }

    void IStationObserver.Changed(StationState? before, StationState after)
    {
        if (before is null || !book.Knows(after.Id)) return;
        var back = after.Link == LinkState.Online && before.Link != LinkState.Online;
        if (!back && before.Sessions == after.Sessions) return;
        foreach (var evse in book.Find(after.Id).Evses)
        {
            // The transaction that the car waited for has begun, or its station is back.
            var begun = after.Sessions.Running(evse.EvseId) is { } running && before.Sessions.Running(evse.EvseId)?.Id != running.Id;
            if (evse.Plan is { State: PlanState.Waiting } && (back || begun)) _asked.Writer.TryWrite((after.Id, evse.EvseId));
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Resume();
        using var places = new SemaphoreSlim(AtOnce);
        var running = new ConcurrentDictionary<Task, byte>();
        try
        {
            await foreach (var (station, evseId) in _asked.Reader.ReadAllAsync(stoppingToken))
            {
                if (!Begins((station, evseId))) continue;
                await places.WaitAsync(stoppingToken);
                var task = LookAsync(station, evseId, places);
                running[task] = 0;
                _ = task.ContinueWith(done => running.TryRemove(done, out byte _), TaskScheduler.Default); // owned through running
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(running.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Cars that had asked when the engine ended, and whose transaction still runs.</summary>
    private void Resume()
    {
        foreach (var station in registry.States)
        {
            if (!book.Knows(station.Id)) continue;
            foreach (var evse in book.Find(station.Id).Evses)
            {
                if (evse is { Plan.State: PlanState.Waiting or PlanState.Sent, NeedsAt: { } asked } && time.GetUtcNow() - asked < Grace) _asked.Writer.TryWrite((station.Id, evse.EvseId));
            }
        }
    }

    /// <summary>False when the car is being looked at: it is looked at again afterwards.</summary>
    private bool Begins((StationId, int) car)
    {
        while (true)
        {
            if (_underWay.TryAdd(car, false)) return true;
            if (_underWay.TryUpdate(car, true, false) || (_underWay.TryGetValue(car, out var again) && again)) return false;
        }
    }

    private async Task LookAsync(StationId id, int evseId, SemaphoreSlim places)
    {
        await Task.Yield();
        do
        {
            _underWay[(id, evseId)] = false;
            try
            {
                if (registry.Find(id) is { } station && book.Find(id).Evse(evseId) is { } evse) await PlanAsync(station, evse);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                LogFailed(exception, id, evseId); // that one car; the others go on
            }
        }
        while (!_underWay.TryRemove(new((id, evseId), false)));

        places.Release();
    }

    private async Task PlanAsync(StationState station, EvseEnergy evse)
    {
        var now = time.GetUtcNow();
        if (evse.Plan is { State: PlanState.Accepted } && evse.Intended is { } intended)
        {
            var exceeds = NeedsProfile.Exceeds(intended, book.StackOf(station, evse.EvseId), now);
            book.Step(station, state => state.Evse(evse.EvseId) is { } before && before.IntendsTooMuch != exceeds ? state.With(evse.EvseId, each => each with { IntendsTooMuch = exceeds }) : state);
            if (!exceeds || evse.Plan.Renewals >= MostRenewals) return;
            evse = evse with { Plan = evse.Plan with { Renewals = evse.Plan.Renewals + 1 } };
        }
        else if (evse.Plan is { State: PlanState.Accepted })
        {
            return; // answered
        }

        if (station.Link != LinkState.Online || station.Sessions.Running(evse.EvseId) is not { } session) return; // it waits, until one or the other changes
        await SendAsync(station, evse, session.TransactionId, now);
    }

    private async Task SendAsync(StationState station, EvseEnergy evse, string transactionId, DateTimeOffset now)
    {
        var ability = book.AbilityOf(station.Id);
        var charging = book.Find(station.Id);
        var unit = ability.TakesW ? RateUnit.W : RateUnit.A; // ISO 15118 speaks of power
        var stack = Stacks.Of(station, charging, ability, evse.EvseId, station.Profile.SiteId is { } site ? sites.ZoneOf(site) : null);
        var most = new[] { evse.Needs?.MaxEntries, ability.MaxPeriods }.Where(each => each is > 0).Min();
        var (schedule, until, reachable) = NeedsProfile.Of(new NeedsProfile.Question(evse.Needs, stack, ability.MaxPowerW.TryGetValue(evse.EvseId, out var watts) ? watts : null, unit, most, now));
        var own = charging.Profiles.FirstOrDefault(each => each.Profile.Id == evse.Plan?.ProfileId && each.Profile.TransactionId == transactionId);
        var profile = new JsonObject
        {
            ["stackLevel"] = own?.Profile.StackLevel ?? FreeLevel(charging, evse.EvseId, transactionId, ability),
            ["chargingProfilePurpose"] = nameof(ProfilePurpose.TxProfile),
            ["chargingProfileKind"] = nameof(ProfileKind.Absolute),
            ["transactionId"] = transactionId,
            ["chargingSchedule"] = new JsonArray(schedule),
        };
        if (own is not null) profile["id"] = own.Profile.Id; // the same number: it takes the place of the one before

        var plan = new NeedsPlan { State = PlanState.Sent, At = now, ProfileId = own?.Profile.Id, Until = until, ReachableWh = reachable, Renewals = evse.Plan?.Renewals ?? 0 };
        book.Step(station, state => state.With(evse.EvseId, each => each with { Plan = plan, TransactionId = transactionId }));
        var body = JsonSerializer.SerializeToElement(new JsonObject { ["evseId"] = evse.EvseId, ["chargingProfile"] = profile });
        var command = await commands.Value.ExecuteAsync(new CommandRequest(station.Id, "SetChargingProfile", body, "System", "The needs of the car."), CancellationToken.None);
        var accepted = command is { Stage: CommandStage.Answered or CommandStage.Observed, Status: "Accepted" };
        var sent = command.Sent is JsonObject payload && payload["chargingProfile"]?["id"] is JsonValue given && given.TryGetValue<int>(out var id) ? id : plan.ProfileId;
        book.Step(station, state => state.Evse(evse.EvseId) is null ? state : state.With(evse.EvseId, each => each with
        {
            // A car that has asked again meanwhile waits for its next one.
            Plan = each.NeedsAt > now && each.Plan?.State == PlanState.Waiting
                ? each.Plan with { ProfileId = sent }
                : plan with
                {
                    State = accepted ? PlanState.Accepted : command.Stage == CommandStage.NotSent ? PlanState.Waiting : PlanState.Failed,
                    ProfileId = sent,
                    Answer = accepted ? null : command.Status ?? command.OcppError ?? command.Stage.ToString(),
                },
        }));
        await book.KeepAsync(station.Id, CancellationToken.None);
    }

    /// <summary>A level that no other profile of the transaction has (2.1 K01.FR.39), above all of them: of the transaction's profiles this one counts.</summary>
    private static int FreeLevel(StationCharging charging, int evseId, string transactionId, StationAbility ability)
    {
        var taken = charging.Profiles.Where(each => each.EvseId == evseId && each.Profile.Purpose == ProfilePurpose.TxProfile && each.Profile.TransactionId == transactionId).Select(each => each.Profile.StackLevel).ToHashSet();
        if (taken.Count == 0) return 0;
        var above = taken.Max() + 1;
        return ability.MaxStackLevel is { } most && above > most ? Enumerable.Range(0, most + 1).Reverse().FirstOrDefault(level => !taken.Contains(level), most) : above;
    }

    [LoggerMessage(3501, LogLevel.Error, "Station {Station}: the needs of the car at EVSE {EvseId} could not be answered")]
    private partial void LogFailed(Exception exception, StationId station, int evseId);
}
