using System.Text.Json.Nodes;
using Csms.Simulator.Charging;
using Csms.Simulator.Protocol;

namespace Csms.Simulator.Station;

/// <summary>Smart charging beyond what the CSMS orders: limits of others, what cars ask for, priority, values that are fetched.</summary>
public sealed partial class VirtualStation
{
    private readonly Dictionary<int, DateTimeOffset> _nextPulls = [];

    /// <summary>Somebody else limits the station, an energy manager or the grid operator (2.x).</summary>
    /// <param name="evseId">The EVSE; 0 = the station.</param>
    /// <param name="watts">Limit in W.</param>
    /// <param name="source">EMS, SO or Other.</param>
    /// <param name="isLocalGeneration">True: power made on the spot, on top (2.1).</param>
    public Task LimitExternallyAsync(int evseId, double watts, string source = "EMS", bool isLocalGeneration = false)
    {
        lock (Gate)
        {
            var profile = new JsonObject
            {
                ["id"] = -1 - Profiles.All.Count(p => p.Id < 0),
                ["stackLevel"] = 0,
                ["chargingProfilePurpose"] = isLocalGeneration ? "LocalGeneration" : "ChargingStationExternalConstraints",
                ["chargingProfileKind"] = "Absolute",
                ["chargingSchedule"] = new JsonArray(new JsonObject
                {
                    ["id"] = 1,
                    ["startSchedule"] = Json.Stamp(Now),
                    ["chargingRateUnit"] = "W",
                    ["chargingSchedulePeriod"] = new JsonArray(new JsonObject { ["startPeriod"] = 0, ["limit"] = watts }),
                }),
            };
            Profiles.Install(ChargingProfile.TryRead(evseId, profile)! with { LimitSource = source });
            Dialect.Limited(evseId, source, isLocalGeneration, (JsonArray)profile["chargingSchedule"]!.DeepClone());
            foreach (var evse in _evses) Step(evse, Now);
        }
        NotifyChanged();
        return Task.CompletedTask;
    }

    /// <summary>The limit of somebody else is off.</summary>
    public Task ClearExternalLimitAsync(int evseId, string source = "EMS")
    {
        lock (Gate)
        {
            if (Profiles.ClearExternal(evseId, source) > 0) Dialect.LimitCleared(evseId, source);
            foreach (var evse in _evses) Step(evse, Now);
        }
        NotifyChanged();
        return Task.CompletedTask;
    }

    /// <summary>The vehicle tells what it needs; the profile that comes is answered with what it intends (2.x).</summary>
    /// <exception cref="InvalidOperationException">No vehicle is there.</exception>
    public Task TellNeedsAsync(int evseId, TimeSpan? stay = null, int energyWh = 20_000, int greedyTimes = 0, string? controlMode = null)
    {
        lock (Gate)
        {
            var evse = Require(evseId);
            if (evse.Vehicle is null) throw new InvalidOperationException($"{Id} EVSE {evseId} has no vehicle.");
            evse.Needs = new EvNeeds(energyWh, stay is { } length ? Now + length : null, greedyTimes, controlMode);
            Dialect.Needs(evse);
        }
        NotifyChanged();
        return Task.CompletedTask;
    }

    /// <summary>A driver switches priority charging on or off at the station (2.1).</summary>
    /// <returns>False when no transaction runs or no such profile is there.</returns>
    public Task<bool> PressPriorityAsync(int evseId, bool isOn)
    {
        bool done;
        lock (Gate)
        {
            var evse = Require(evseId);
            done = evse.Transaction is not null && SetPriority(evse, isOn);
            if (done) Dialect.PriorityChanged(evse.Transaction!, isOn);
        }
        NotifyChanged();
        return Task.FromResult(done);
    }

    /// <summary>A grid fault begins or ends (2.1, block R).</summary>
    /// <param name="controlType">DERControlEnumType that it concerns.</param>
    /// <param name="fault">GridEventFaultEnumType.</param>
    /// <param name="isOver">True at its end.</param>
    public Task GridFaultAsync(string controlType = "HVMustTrip", string fault = "OverVoltage", bool isOver = false)
    {
        lock (Gate) Dialect.GridFault(controlType, fault, isOver);
        NotifyChanged();
        return Task.CompletedTask;
    }

    internal bool SetPriority(Evse evse, bool isOn)
    {
        if (isOn && !Profiles.All.Any(p => p.Purpose == "PriorityCharging" && (p.EvseId == evse.Id || p.EvseId == 0))) return false;
        if (isOn) Profiles.PriorityEvses.Add(evse.Id);
        else Profiles.PriorityEvses.Remove(evse.Id);
        Step(evse, Now);
        return true;
    }

    /// <summary>Schedule that the vehicle intends, given what it is allowed: within it, or above it while it is greedy. W.</summary>
    internal (IReadOnlyList<SchedulePeriod> Periods, int Seconds) Intended(Evse evse)
    {
        var needs = evse.Needs!;
        var length = needs.DepartureAt is { } leaves && leaves > Now ? leaves - Now : TimeSpan.FromHours(24);
        var transaction = evse.Transaction;
        var allowed = Profiles.Composite(evse.Id, Now, length, "W", HardwareMax(evse.Id), transaction?.StartedAt, WireId(transaction), evse.Options.Phases);
        if (needs.GreedyTimes > 0)
        {
            evse.Needs = needs with { GreedyTimes = needs.GreedyTimes - 1 };
            allowed = [.. allowed.Select(p => p with { Limit = p.Limit + 5000 })];
        }
        return (allowed, (int)length.TotalSeconds);
    }

    /// <summary>Dynamic profiles whose values are due are asked for again (2.1 K28).</summary>
    private void PullDynamicValues(DateTimeOffset now)
    {
        foreach (var profile in Profiles.All.Where(p => p.PullSeconds is not null).ToArray())
        {
            if (!_nextPulls.TryGetValue(profile.Id, out var due)) _nextPulls[profile.Id] = due = now.AddSeconds(profile.PullSeconds!.Value);
            if (due > now) continue;
            _nextPulls[profile.Id] = now.AddSeconds(profile.PullSeconds!.Value);
            Dialect.PullDynamic(profile.Id);
        }
    }

    /// <summary>New values for a Dynamic profile; false when there is none.</summary>
    internal bool RenewDynamic(int profileId, JsonObject? update)
    {
        var profile = Profiles.All.FirstOrDefault(p => p.Id == profileId && p.Kind == "Dynamic");
        if (profile is not null && update?["limit"] is null && update?["setpoint"] is null && update?["dischargeLimit"] is not null) return true; // this station gives nothing back
        if (profile is null || (update?["limit"] ?? update?["setpoint"]) is not JsonValue value || !value.TryGetValue<double>(out var limit)) return false;
        _nextPulls[profileId] = Now.AddSeconds(profile.PullSeconds ?? int.MaxValue / 2);
        Profiles.Install(profile with { Periods = [new SchedulePeriod(0, limit, profile.Periods[0].Phases)] });
        foreach (var evse in _evses) Step(evse, Now);
        return true;
    }
}
