using System.Text.Json.Nodes;
using Csms.Simulator.Charging;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>OCPP 2.1: what it adds for a station without V2X hardware.</summary>
internal sealed class Ocpp21 : Ocpp2
{
    private readonly Dictionary<int, JsonObject> _tariffs = [];

    public Ocpp21(VirtualStation station) : base(station)
    {
        On("UpdateDynamicSchedule", UpdateDynamicSchedule);
        On("UsePriorityCharging", UsePriorityCharging);
        On("SetDefaultTariff", p =>
        {
            var evseId = p.Int("evseId") ?? 0;
            if (p.Obj("tariff") is not { } tariff || (evseId != 0 && Station.FindEvse(evseId) is null)) return Answer.Status("Rejected");
            _tariffs[evseId] = (JsonObject)tariff.DeepClone();
            return Answer.Status("Accepted");
        });
        On("GetTariffs", GetTariffs);
        On("ClearTariffs", ClearTariffs);
        On("NotifyAllowedEnergyTransfer", _ => Answer.Status("Accepted"));
        On("NotifyWebPaymentStarted", _ => Answer.Of([]));
    }

    public override string Subprotocol => "ocpp2.1";

    protected override JsonObject Monitor(int id, JsonObject data) => base.Monitor(id, data).With("eventNotificationType", "CustomMonitor");

    private Answer UpdateDynamicSchedule(JsonObject payload)
    {
        var profile = Station.Profiles.All.FirstOrDefault(p => p.Id == payload.Int("chargingProfileId") && p.Kind == "Dynamic");
        var update = payload.Obj("scheduleUpdate");
        if (profile is null || (update?["limit"] ?? update?["setpoint"]) is not JsonValue value || !value.TryGetValue<double>(out var limit)) return Answer.Status("Rejected");
        Station.Profiles.Install(profile with { Periods = [new SchedulePeriod(0, limit, profile.Periods[0].Phases)] });
        return Answer.Status("Accepted");
    }

    private Answer UsePriorityCharging(JsonObject payload)
    {
        if (Station.FindTransaction(payload.Str("transactionId") ?? "") is not { } transaction) return Answer.Status("Rejected");
        if (!Station.Profiles.All.Any(p => p.Purpose == "PriorityCharging" && p.EvseId == transaction.EvseId)) return Answer.Status("NoProfile");
        if (payload.Bool("activate") == true) Station.Profiles.PriorityEvses.Add(transaction.EvseId);
        else Station.Profiles.PriorityEvses.Remove(transaction.EvseId);
        return Answer.Status("Accepted");
    }

    private Answer GetTariffs(JsonObject payload)
    {
        var evseId = payload.Int("evseId") ?? 0;
        var found = _tariffs.Where(t => evseId == 0 || t.Key == evseId || t.Key == 0).ToArray();
        if (found.Length == 0) return Answer.Status("NoTariff");
        return Answer.Of(new JsonObject
        {
            ["status"] = "Accepted",
            ["tariffAssignments"] = Json.Array(found.GroupBy(t => t.Value.Str("tariffId") ?? "").Select(group =>
            {
                var ids = group.Select(g => g.Key).Where(id => id != 0).Select(id => (JsonNode)id).ToArray();
                return (JsonNode)new JsonObject { ["tariffId"] = group.Key, ["tariffKind"] = "DefaultTariff" }.With("evseIds", ids.Length == 0 ? null : Json.Array(ids));
            })),
        });
    }

    private Answer ClearTariffs(JsonObject payload)
    {
        var wanted = (payload["tariffIds"] as JsonArray)?.Select(i => i?.ToString() ?? "").ToArray();
        var evseId = payload.Int("evseId");
        var gone = _tariffs.Where(t => (evseId is null || t.Key == evseId) && (wanted is null || wanted.Contains(t.Value.Str("tariffId")))).ToArray();
        foreach (var one in gone) _tariffs.Remove(one.Key);
        var cleared = gone.Select(g => g.Value.Str("tariffId") ?? "").Distinct().ToArray();
        var results = cleared.Select(id => (JsonNode)new JsonObject { ["tariffId"] = id, ["status"] = "Accepted" })
            .Concat((wanted ?? []).Except(cleared).Select(id => (JsonNode)new JsonObject { ["tariffId"] = id, ["status"] = "NoTariff" })).ToArray();
        return Answer.Of(new JsonObject { ["clearTariffsResult"] = results.Length == 0 ? new JsonArray(new JsonObject { ["status"] = "NoTariff" }) : Json.Array(results) });
    }
}
