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
/// than it may gets a new one. A car in dynamic control (2.1 K19) has one value, which is renewed when limits or needs change (K20, K28). One car has one
/// profile under way; what comes meanwhile is looked at after it.
/// </summary>
internal sealed partial class NeedsPlanner(
    ChargingBook book, StationRegistry registry, NeedsDesk desk, Lazy<StationCommands> commands, SiteDirectory sites, TimeProvider time, ILogger<NeedsPlanner> logger) : BackgroundService, IStationObserver
{
    private const int Waiting = 8192;
    private const int AtOnce = 64;

    /// <summary>A car that passes every new schedule is left alone after this many: it won't be told.</summary>
    private const int MostRenewals = 5;

    private const string Reason = "The needs of the car.";

    /// <summary>How long a step of the limits may have begun before a car in dynamic control is told.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

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
        if (message is EvScheduleReported intends) Look(state.Id, intends.EvseId);
    }

    /// <summary>Looks at a car soon: it was answered, or something that it depends on has changed. Returns at once.</summary>
    public void Look(StationId station, int evseId) => _asked.Writer.TryWrite((station, evseId));

    void IStationObserver.Changed(StationState? before, StationState after)
    {
        if (before is null || !book.Knows(after.Id)) return;
        var back = after.Link == LinkState.Online && before.Link != LinkState.Online;
        if (!back && before.Sessions == after.Sessions) return;
        foreach (var evse in book.Find(after.Id).Evses)
        {
            // The transaction that the car waited for has begun, or its station is back.
            var (was, running) = (before.Sessions.Running(evse.EvseId), after.Sessions.Running(evse.EvseId));
            var begun = running is not null && (was?.Id != running.Id || (was.Token is null && running.Token is not null));
            if (evse.Plan is { State: PlanState.Waiting } && (back || begun)) Look(after.Id, evse.EvseId);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Resume();
        book.Changed += Follow;
        using var clock = time.CreateTimer(_ => registry.States.ToList().ForEach(station => Follow(station.Id)), null, Step, Step);
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
        finally
        {
            book.Changed -= Follow;
        }
    }

    /// <summary>Limits may have changed, or time has brought another step of them: cars in dynamic control follow.</summary>
    private void Follow(StationId station)
    {
        if (!book.Knows(station)) return;
        foreach (var evse in book.Find(station).Evses)
        {
            if (evse is { Plan.State: PlanState.Accepted, Needs.ControlMode: NeedsOffer.Dynamic }) Look(station, evse.EvseId);
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
                if (evse is { Plan.State: PlanState.Waiting or PlanState.Sent, NeedsAt: { } asked } && time.GetUtcNow() - asked < Grace) Look(station.Id, evse.EvseId);
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
        if (evse is { Needs: not null, Plan.State: PlanState.Waiting, Verdict: NeedsVerdict.Processing or NeedsVerdict.Accepted })
        {
            if (await DecideAsync(station, evse, evse.Needs) is not { } decided) return;
            evse = decided;
        }

        if (evse.Verdict is NeedsVerdict.Rejected or NeedsVerdict.NoChargingProfile) return; // none was promised
        if (evse.Plan is { State: PlanState.Accepted })
        {
            var exceeds = false;
            if (evse.Intended is { } intended)
            {
                exceeds = NeedsProfile.Exceeds(intended, book.StackOf(station, evse.EvseId), now);
                book.Step(station, state => state.Evse(evse.EvseId) is { } before && before.IntendsTooMuch != exceeds ? state.With(evse.EvseId, each => each with { IntendsTooMuch = exceeds }) : state);
                exceeds = exceeds && evse.Plan.Renewals < MostRenewals;
            }

            if (evse.Plan.Answer is not null && now - evse.Plan.At < Step) return; // the last value was not taken: tried again with the next step
            if (!exceeds && !IsOvertaken(station, evse, now)) return; // answered
            if (exceeds) evse = evse with { Plan = evse.Plan with { Renewals = evse.Plan.Renewals + 1 } };
        }

        if (station.Link != LinkState.Online || station.Sessions.Running(evse.EvseId) is not { } session) return; // it waits, until one or the other changes
        await SendAsync(station, evse, session.TransactionId, now);
    }

    /// <summary>Decides anew on a car that waits for its profile: now it is known who charges. Null: it waits on.</summary>
    private async Task<EvseEnergy?> DecideAsync(StationState station, EvseEnergy evse, ChargingNeeds needs)
    {
        if (station.Link != LinkState.Online || station.Sessions.Running(evse.EvseId) is not { } session) return null;
        var answer = desk.Judge(station, evse.EvseId, needs);
        if (answer.Verdict == evse.Verdict) return answer.Verdict == NeedsVerdict.Processing ? null : evse;
        var allowed = desk.AllowedAt(station, evse.EvseId);
        book.Step(station, state => EvseSteps.Judged(state, evse.EvseId, answer));
        if (allowed is not null && station.OcppVersion == "2.1")
        {
            // The car has chosen before it could be told (2.1 Q01.FR.08): now it is, and may choose anew.
            var body = JsonSerializer.SerializeToElement(new JsonObject { ["transactionId"] = session.TransactionId, ["allowedEnergyTransfer"] = new JsonArray([.. allowed.Modes.Select(mode => (JsonNode)mode)]) });
            await commands.Value.ExecuteAsync(new CommandRequest(station.Id, "NotifyAllowedEnergyTransfer", body, NeedsOffer.Actor, Reason), CancellationToken.None);
        }

        return book.Find(station.Id).Evse(evse.EvseId);
    }

    /// <summary>A dynamic profile says one value: by now another one holds.</summary>
    private bool IsOvertaken(StationState station, EvseEnergy evse, DateTimeOffset now) =>
        station.Sessions.Running(evse.EvseId) is { } session && OfferOf(station, evse, session.TransactionId, now) is { Own: { IsByUs: true } own } offer && offer.IsDynamic && offer.Differs(own);

    private NeedsOffer OfferOf(StationState station, EvseEnergy evse, string transactionId, DateTimeOffset now) =>
        NeedsOffer.Of(station, book.Find(station.Id), book.AbilityOf(station.Id), station.Profile.SiteId is { } site ? sites.ZoneOf(site) : null, evse, transactionId, now);

    private async Task SendAsync(StationState station, EvseEnergy evse, string transactionId, DateTimeOffset now)
    {
        var offer = OfferOf(station, evse, transactionId, now);
        var plan = new NeedsPlan { State = PlanState.Sent, At = now, ProfileId = offer.Own?.Profile.Id, Until = offer.Until, ReachableWh = offer.ReachableWh, Renewals = evse.Plan?.Renewals ?? 0 };
        book.Step(station, state => state.With(evse.EvseId, each => each with { Plan = plan, TransactionId = transactionId }));
        var command = await commands.Value.ExecuteAsync(new CommandRequest(station.Id, offer.Action, JsonSerializer.SerializeToElement(offer.Body), NeedsOffer.Actor, Reason), CancellationToken.None);
        var accepted = command is { Stage: CommandStage.Answered or CommandStage.Observed, Status: "Accepted" };
        var sent = command.Sent is JsonObject payload && payload["chargingProfile"]?["id"] is JsonValue given && given.TryGetValue<int>(out var id) ? id : plan.ProfileId;
        book.Step(station, state => state.Evse(evse.EvseId) is null ? state : state.With(evse.EvseId, each => each with
        {
            // A car that has asked again meanwhile waits for its next one.
            Plan = each.NeedsAt > now && each.Plan?.State == PlanState.Waiting
                ? each.Plan with { ProfileId = sent }
                : plan with
                {
                    // A new value that was not taken leaves the profile in force, and the car is followed on.
                    State = accepted || offer.Action == "UpdateDynamicSchedule" ? PlanState.Accepted : command.Stage == CommandStage.NotSent ? PlanState.Waiting : PlanState.Failed,
                    ProfileId = sent,
                    Answer = accepted ? null : command.Status ?? command.OcppError ?? command.Stage.ToString(),
                },
        }));
        await book.KeepAsync(station.Id, CancellationToken.None);
    }

    [LoggerMessage(3501, LogLevel.Error, "Station {Station}: the needs of the car at EVSE {EvseId} could not be answered")]
    private partial void LogFailed(Exception exception, StationId station, int evseId);
}
