using System.Text.Json.Nodes;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>OCPP 2.1: what it adds for a station without V2X hardware.</summary>
internal sealed class Ocpp21 : Ocpp2
{
    private readonly Dictionary<int, JsonObject> _tariffs = [];
    private readonly DerControls _der;

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
        On("NotifyAllowedEnergyTransfer", p => Answer.Status(Station.FindTransaction(p.Str("transactionId") ?? "") is null ? "Rejected" : "Accepted"));
        On("AFRRSignal", _ => Answer.Status(Station.Profiles.All.Any(p => p.Source.Text().Contains("v2xSignalWattCurve", StringComparison.Ordinal)) ? "Accepted" : "Rejected"));
        _der = new DerControls(station, Send);
        On("SetDERControl", _der.Set);
        On("GetDERControl", _der.Get);
        On("ClearDERControl", _der.Clear);
        On("NotifyWebPaymentStarted", _ => Answer.Of([]));
    }

    public override string Subprotocol => "ocpp2.1";

    protected override JsonObject Monitor(int id, JsonObject data) => base.Monitor(id, data).With("eventNotificationType", "CustomMonitor");

    public override void PriorityChanged(Transaction transaction, bool isOn) => Send("NotifyPriorityCharging", new JsonObject { ["transactionId"] = transaction.Id, ["activated"] = isOn });

    public override void GridFault(string controlType, string fault, bool isOver) =>
        Send("NotifyDERAlarm", new JsonObject { ["controlType"] = controlType, ["gridEventFault"] = fault, ["alarmEnded"] = isOver, ["timestamp"] = Now });

    public override void PullDynamic(int profileId) => Station.Enqueue(new OutgoingCall("PullDynamicScheduleUpdate", new JsonObject { ["chargingProfileId"] = profileId })
    {
        Ended = outcome =>
        {
            if (outcome.Payload is { } answer && answer.Str("status") == "Accepted") Station.RenewDynamic(profileId, answer.Obj("scheduleUpdate"));
        },
    });

    protected override string? ControlMode(EvNeeds needs) => needs.ControlMode;

    protected override JsonObject ChargingLimit(string source, bool isLocalGeneration) => base.ChargingLimit(source, isLocalGeneration).With("isLocalGeneration", isLocalGeneration ? true : null);

    private Answer UpdateDynamicSchedule(JsonObject payload) =>
        Answer.Status(Station.RenewDynamic(payload.Int("chargingProfileId") ?? 0, payload.Obj("scheduleUpdate")) ? "Accepted" : "Rejected");

    private Answer UsePriorityCharging(JsonObject payload)
    {
        if (Station.FindTransaction(payload.Str("transactionId") ?? "") is not { } transaction || Station.FindEvse(transaction.EvseId) is not { } evse) return Answer.Status("Rejected");
        return Answer.Status(Station.SetPriority(evse, payload.Bool("activate") == true) ? "Accepted" : "NoProfile");
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
