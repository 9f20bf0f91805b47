using System.Text.Json.Nodes;
using Csms.Simulator.Charging;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>Smart charging of 2.x (block K).</summary>
internal abstract partial class Ocpp2
{
    private void RegisterCharging()
    {
        On("SetChargingProfile", p =>
        {
            var status = InstallProfile(p.Int("evseId") ?? 0, p.Obj("chargingProfile") ?? []);
            // A vehicle that has told its needs answers its profile with what it intends (K15, K17).
            var evse = Station.FindEvse(p.Int("evseId"));
            return status == "Accepted" && evse is { Needs: not null } && p.Obj("chargingProfile")?.Str("chargingProfilePurpose") == "TxProfile" ? Answer.Status(status, () => Intend(evse)) : Answer.Status(status);
        });
        On("ClearChargingProfile", p =>
        {
            var criteria = p.Obj("chargingProfileCriteria");
            var filter = p.Int("chargingProfileId") is { } id
                ? new ProfileFilter([id])
                : new ProfileFilter(null, criteria?.Int("evseId"), criteria?.Str("chargingProfilePurpose"), criteria?.Int("stackLevel"));
            return Answer.Status(Station.Profiles.Clear(filter) > 0 ? "Accepted" : "Unknown");
        });
        On("GetChargingProfiles", GetProfiles);
        On("GetCompositeSchedule", GetComposite);
    }

    private string InstallProfile(int evseId, JsonObject source)
    {
        if (evseId != 0 && Station.FindEvse(evseId) is null) return "Rejected";
        if (ChargingProfile.TryRead(evseId, source) is not { } profile) return "Rejected";
        switch (profile.Purpose)
        {
            case "ChargingStationExternalConstraints": // Only the station reports these (K01.FR.22).
            case "ChargingStationMaxProfile" when evseId != 0 || profile.Kind == "Relative":
                return "Rejected";
            case "TxProfile" when evseId == 0 || profile.TransactionId is null || Station.FindEvse(evseId)?.Transaction?.Id != profile.TransactionId:
                return "Rejected";
            case "TxDefaultProfile" when Station.Profiles.All.Any(p => p.Purpose == "TxDefaultProfile" && p.Id != profile.Id && p.StackLevel == profile.StackLevel && p.EvseId == 0 != (evseId == 0)):
                return "Rejected"; // K01.FR.52/53
        }
        return Station.Profiles.Install(profile) ? "Accepted" : "Rejected";
    }

    public override void Limited(int evseId, string source, bool isLocalGeneration, JsonArray schedule) => Send("NotifyChargingLimit", new JsonObject
    {
        ["chargingSchedule"] = schedule,
        ["evseId"] = evseId,
        ["chargingLimit"] = ChargingLimit(source, isLocalGeneration),
    });

    public override void LimitCleared(int evseId, string source) => Send("ClearedChargingLimit", new JsonObject { ["chargingLimitSource"] = source, ["evseId"] = evseId });

    public override void Needs(Evse evse)
    {
        var (needs, vehicle) = (evse.Needs!, evse.Vehicle!);
        var content = new JsonObject();
        if (evse.Options.IsDc)
        {
            var watts = (int)(vehicle.Curve.PowerKwAt(vehicle.Soc) * 1000);
            content["requestedEnergyTransfer"] = "DC";
            content["dcChargingParameters"] = new JsonObject
            {
                ["evMaxCurrent"] = 500, ["evMaxVoltage"] = 920, ["energyAmount"] = needs.EnergyWh, ["evMaxPower"] = watts,
                ["stateOfCharge"] = (int)vehicle.Soc, ["evEnergyCapacity"] = (int)(vehicle.BatteryKwh * 1000), ["fullSoC"] = 100,
            };
        }
        else
        {
            content["requestedEnergyTransfer"] = vehicle.AcPhases == 1 ? "AC_single_phase" : "AC_three_phase";
            content["acChargingParameters"] = new JsonObject { ["energyAmount"] = needs.EnergyWh, ["evMinCurrent"] = 6, ["evMaxCurrent"] = (int)vehicle.AcMaxA, ["evMaxVoltage"] = 230 };
        }
        content.With("controlMode", ControlMode(evse.Needs!));
        content.With("departureTime", needs.DepartureAt is { } leaves ? Json.Stamp(leaves) : null);
        Send("NotifyEVChargingNeeds", new JsonObject { ["maxScheduleTuples"] = 12, ["chargingNeeds"] = content, ["evseId"] = evse.Id });
    }

    /// <summary>How the vehicle wants to be controlled; null where the version has no word for it.</summary>
    protected virtual string? ControlMode(EvNeeds needs) => null;

    protected virtual JsonObject ChargingLimit(string source, bool isLocalGeneration) => new() { ["chargingLimitSource"] = source, ["isGridCritical"] = source == "SO" };

    private void Intend(Evse evse)
    {
        if (evse.Needs is null || evse.Transaction is null) return;
        var (periods, seconds) = Station.Intended(evse);
        Send("NotifyEVChargingSchedule", new JsonObject
        {
            ["timeBase"] = Now,
            ["chargingSchedule"] = new JsonObject
            {
                ["id"] = 1,
                ["duration"] = seconds,
                ["chargingRateUnit"] = "W",
                ["chargingSchedulePeriod"] = Json.Array(periods.Select(p => (JsonNode)new JsonObject { ["startPeriod"] = p.StartSeconds, ["limit"] = p.Limit })),
            },
            ["evseId"] = evse.Id,
        });
    }

    private Answer GetProfiles(JsonObject payload)
    {
        var criteria = payload.Obj("chargingProfile") ?? [];
        var ids = (criteria["chargingProfileId"] as JsonArray)?.Select(n => n!.GetValue<int>()).ToArray();
        var sources = (criteria["chargingLimitSource"] as JsonArray)?.Select(n => n?.ToString()).ToArray();
        var filter = new ProfileFilter(ids, payload.Int("evseId"), criteria.Str("chargingProfilePurpose"), criteria.Int("stackLevel"));
        var found = Station.Profiles.All.Where(p => filter.Matches(p) && (sources is null || sources.Contains(p.LimitSource))).GroupBy(p => (p.EvseId, p.LimitSource)).ToArray();
        if (found.Length == 0) return Answer.Status("NoProfiles");
        var requestId = payload.Int("requestId") ?? 0;
        return Answer.Status("Accepted", () =>
        {
            for (var i = 0; i < found.Length; i++)
            {
                Send("ReportChargingProfiles", new JsonObject
                {
                    ["requestId"] = requestId,
                    ["chargingLimitSource"] = found[i].Key.LimitSource,
                    ["chargingProfile"] = Json.Array(found[i].Select(p => (JsonNode)p.Source.DeepClone())),
                    ["tbc"] = i < found.Length - 1,
                    ["evseId"] = found[i].Key.EvseId,
                });
            }
        });
    }

    private Answer GetComposite(JsonObject payload)
    {
        var evseId = payload.Int("evseId") ?? 0;
        if (evseId != 0 && Station.FindEvse(evseId) is null) return Answer.Status("Rejected");
        var duration = payload.Int("duration") ?? 0;
        var unit = payload.Str("chargingRateUnit") ?? "A";
        var transaction = Station.FindEvse(evseId)?.Transaction;
        var now = Station.Now;
        var periods = Station.Profiles.Composite(evseId, now, TimeSpan.FromSeconds(duration), unit, Station.HardwareMax(evseId), transaction?.StartedAt, transaction?.Id, Station.FindEvse(evseId)?.Options.Phases ?? 3, Station.EvsesMaxW);
        return Answer.Of(new JsonObject
        {
            ["status"] = "Accepted",
            ["schedule"] = new JsonObject
            {
                ["chargingSchedulePeriod"] = Json.Array(periods.Select(p => (JsonNode)new JsonObject { ["startPeriod"] = p.StartSeconds, ["limit"] = p.Limit }.With("numberPhases", p.Phases))),
                ["evseId"] = evseId,
                ["duration"] = duration,
                ["scheduleStart"] = Json.Stamp(now),
                ["chargingRateUnit"] = unit,
            },
        });
    }
}
