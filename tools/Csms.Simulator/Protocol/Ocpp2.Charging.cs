using System.Text.Json.Nodes;
using Csms.Simulator.Charging;

namespace Csms.Simulator.Protocol;

/// <summary>Smart charging of 2.x (block K).</summary>
internal abstract partial class Ocpp2
{
    private void RegisterCharging()
    {
        On("SetChargingProfile", p => Answer.Status(InstallProfile(p.Int("evseId") ?? 0, p.Obj("chargingProfile") ?? [])));
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

    private Answer GetProfiles(JsonObject payload)
    {
        var criteria = payload.Obj("chargingProfile") ?? [];
        var ids = (criteria["chargingProfileId"] as JsonArray)?.Select(n => n!.GetValue<int>()).ToArray();
        var sources = (criteria["chargingLimitSource"] as JsonArray)?.Select(n => n?.ToString()).ToArray();
        var filter = new ProfileFilter(ids, payload.Int("evseId"), criteria.Str("chargingProfilePurpose"), criteria.Int("stackLevel"));
        var found = sources is null || sources.Contains("CSO") ? Station.Profiles.All.Where(filter.Matches).GroupBy(p => p.EvseId).ToArray() : [];
        if (found.Length == 0) return Answer.Status("NoProfiles");
        var requestId = payload.Int("requestId") ?? 0;
        return Answer.Status("Accepted", () =>
        {
            for (var i = 0; i < found.Length; i++)
            {
                Send("ReportChargingProfiles", new JsonObject
                {
                    ["requestId"] = requestId,
                    ["chargingLimitSource"] = "CSO",
                    ["chargingProfile"] = Json.Array(found[i].Select(p => (JsonNode)p.Source.DeepClone())),
                    ["tbc"] = i < found.Length - 1,
                    ["evseId"] = found[i].Key,
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
        var periods = Station.Profiles.Composite(evseId, now, TimeSpan.FromSeconds(duration), unit, Station.HardwareMax(evseId), transaction?.StartedAt, transaction?.Id, 3);
        return Answer.Of(new JsonObject
        {
            ["status"] = "Accepted",
            ["schedule"] = new JsonObject
            {
                ["chargingSchedulePeriod"] = Json.Array(periods.Select(p => (JsonNode)new JsonObject { ["startPeriod"] = p.StartSeconds, ["limit"] = p.Limit })),
                ["evseId"] = evseId,
                ["duration"] = duration,
                ["scheduleStart"] = Json.Stamp(now),
                ["chargingRateUnit"] = unit,
            },
        });
    }
}
