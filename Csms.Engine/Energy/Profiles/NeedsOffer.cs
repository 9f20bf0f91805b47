using System.Text.Json.Nodes;
using Csms.Engine.Events.Charging;
using Csms.Engine.Stations;

namespace Csms.Engine.Energy.Profiles;

/// <summary>
/// What a car is given for its needs: a profile, or a new value of the dynamic one that it has (2.1 K18 to K20, K28). Pure: values in, values out.
/// </summary>
/// <param name="Action">SetChargingProfile or UpdateDynamicSchedule.</param>
/// <param name="Body">Its body, in 2.1's words.</param>
/// <param name="Period">What holds first.</param>
/// <param name="Until">Until when it reckons.</param>
/// <param name="ReachableWh">Energy that can be charged by then, Wh.</param>
/// <param name="Own">The profile that the car has of us; null: none.</param>
/// <param name="IsDynamic">The car is in dynamic control.</param>
internal sealed record NeedsOffer(string Action, JsonObject Body, JsonObject Period, DateTimeOffset Until, decimal ReachableWh, HeldProfile? Own, bool IsDynamic)
{
    /// <summary>ControlModeEnumType: the car follows what it is told from moment to moment.</summary>
    public const string Dynamic = "DynamicControl";

    /// <summary>Who makes it.</summary>
    public const string Actor = "System";

    /// <summary>Whether another value is to hold than the dynamic profile that the car has says.</summary>
    public bool Differs(HeldProfile own) => own.Profile.Schedules is not [{ Periods: [{ } held] }] || held.Limit?.L1 != (decimal?)Period["limit"] || held.Phases != (int?)Period["numberPhases"];

    /// <summary>Makes one.</summary>
    /// <param name="station">Where.</param>
    /// <param name="charging">What is known of its smart charging.</param>
    /// <param name="ability">What it can.</param>
    /// <param name="zone">Zone of its site; null: it has none.</param>
    /// <param name="evse">The car.</param>
    /// <param name="transactionId">Its transaction.</param>
    /// <param name="now">Now.</param>
    public static NeedsOffer Of(StationState station, StationCharging charging, StationAbility ability, TimeZoneInfo? zone, EvseEnergy evse, string transactionId, DateTimeOffset now)
    {
        var isDynamic = station.OcppVersion == "2.1" && evse.Needs is { ControlMode: Dynamic };
        var unit = ability.TakesW ? RateUnit.W : RateUnit.A; // ISO 15118 speaks of power
        var stack = Stacks.Of(station, charging, ability, evse.EvseId, zone);
        var most = new[] { evse.Needs?.MaxEntries, ability.MaxPeriods }.Where(each => each is > 0).Min();
        var (schedule, until, reachable) = NeedsProfile.Of(new NeedsProfile.Question(evse.Needs, stack, ability.MaxPowerW.TryGetValue(evse.EvseId, out var watts) ? watts : null, unit, most, now));
        if (isDynamic) schedule = NeedsProfile.AtOnce(schedule);
        var period = (JsonObject)schedule["chargingSchedulePeriod"]![0]!;
        var own = charging.Profiles.FirstOrDefault(each => each.Profile.Id == evse.Plan?.ProfileId && each.Profile.TransactionId == transactionId);
        if (isDynamic && own is { IsByUs: true, Profile.Kind: ProfileKind.Dynamic } && own.Profile.Schedules is [{ Periods: [{ } held] } kept] && kept.Unit == unit && held.Phases == (int?)period["numberPhases"])
        {
            var update = new JsonObject { ["chargingProfileId"] = own.Profile.Id, ["scheduleUpdate"] = new JsonObject { ["limit"] = period["limit"]!.DeepClone() } };
            return new NeedsOffer("UpdateDynamicSchedule", update, period, until, reachable, own, isDynamic);
        }

        var profile = new JsonObject
        {
            ["stackLevel"] = own?.Profile.StackLevel ?? FreeLevel(charging, evse.EvseId, transactionId, ability),
            ["chargingProfilePurpose"] = nameof(ProfilePurpose.TxProfile),
            ["chargingProfileKind"] = isDynamic ? nameof(ProfileKind.Dynamic) : nameof(ProfileKind.Absolute),
            ["transactionId"] = transactionId,
            ["chargingSchedule"] = new JsonArray(schedule),
        };
        if (own is not null) profile["id"] = own.Profile.Id; // the same number: it takes the place of the one before
        return new NeedsOffer("SetChargingProfile", new JsonObject { ["evseId"] = evse.EvseId, ["chargingProfile"] = profile }, period, until, reachable, own, isDynamic);
    }

    /// <summary>A level that no other profile of the transaction has (2.1 K01.FR.39), above all of them: of the transaction's profiles this one counts.</summary>
    private static int FreeLevel(StationCharging charging, int evseId, string transactionId, StationAbility ability)
    {
        var taken = charging.Profiles.Where(each => each.EvseId == evseId && each.Profile.Purpose == ProfilePurpose.TxProfile && each.Profile.TransactionId == transactionId).Select(each => each.Profile.StackLevel).ToHashSet();
        if (taken.Count == 0) return 0;
        var above = taken.Max() + 1;
        return ability.MaxStackLevel is { } most && above > most ? Enumerable.Range(0, most + 1).Reverse().FirstOrDefault(level => !taken.Contains(level), most) : above;
    }
}
