using System.Text.Json.Nodes;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>OCPP 2.1: what it adds for a station without V2X hardware.</summary>
internal sealed class Ocpp21 : Ocpp2
{
    private readonly LocalTariffs _tariffs;
    private readonly DerControls _der;
    private readonly EventStreams _streams;

    public Ocpp21(VirtualStation station) : base(station)
    {
        On("UpdateDynamicSchedule", UpdateDynamicSchedule);
        On("UsePriorityCharging", UsePriorityCharging);
        _tariffs = new LocalTariffs(station);
        On("SetDefaultTariff", _tariffs.Set);
        On("GetTariffs", _tariffs.Get);
        On("ClearTariffs", _tariffs.Clear);
        On("ChangeTransactionTariff", p => _tariffs.Change(p, (evse, transaction) => TransactionUpdated(evse, transaction, "TariffChanged", null)));
        On("NotifyAllowedEnergyTransfer", p => Answer.Status(Station.FindTransaction(p.Str("transactionId") ?? "") is null ? "Rejected" : "Accepted"));
        On("AFRRSignal", _ => Answer.Status(Station.Profiles.All.Any(p => p.Source.Text().Contains("v2xSignalWattCurve", StringComparison.Ordinal)) ? "Accepted" : "Rejected"));
        _der = new DerControls(station, Send);
        On("SetDERControl", _der.Set);
        On("GetDERControl", _der.Get);
        On("ClearDERControl", _der.Clear);
        On("NotifyWebPaymentStarted", p =>
        {
            Station.WebPaymentStarted(p.Int("evseId") ?? 0, p.Int("timeout") ?? 0);
            return Answer.Of([]);
        });
        On("RequestBatterySwap", p => Station.AcceptSwap(p.Int("requestId") ?? 0, ReadToken(p.Obj("idToken")) ?? new IdToken("")));
        _streams = new EventStreams(station, Watched);
        On("GetPeriodicEventStream", _streams.Get);
        On("AdjustPeriodicEventStream", _streams.Adjust);
        if (station.Options.PowerStreamSeconds is > 0 and var seconds)
        {
            AddMonitor(1, new JsonObject
            {
                ["component"] = new JsonObject { ["name"] = "EVSE", ["evse"] = new JsonObject { ["id"] = 1 } },
                ["variable"] = new JsonObject { ["name"] = "Power" },
                ["type"] = "Periodic",
                ["value"] = seconds,
                ["severity"] = 8,
                ["periodicEventStream"] = new JsonObject { ["interval"] = seconds, ["values"] = 1 },
            });
        }
    }

    public override string Subprotocol => "ocpp2.1";

    protected override JsonObject Monitor(int id, JsonObject data) => base.Monitor(id, data).With("eventNotificationType", "CustomMonitor");

    public override void Booted()
    {
        _streams.Forget();
        foreach (var (id, monitor) in Monitors) OpenStream(id, monitor);
    }

    public override void Tick(DateTimeOffset now) => _streams.Tick(now);

    protected override void MonitorsSet(IReadOnlyList<JsonObject> results)
    {
        foreach (var id in results.Where(result => result.Str("status") == "Accepted").Select(result => result.Int("id")).OfType<int>())
        {
            if (Monitors.TryGetValue(id, out var monitor)) OpenStream(id, monitor);
        }
    }

    protected override void MonitorCleared(int id) => _streams.Close(id, tell: true);

    private void OpenStream(int id, JsonObject monitor)
    {
        if (monitor.Obj("periodicEventStream") is { } terms && monitor.Str("type") == "Periodic" && monitor["value"] is JsonValue value) _streams.Open(id, terms, (int)(value.TryGetValue<double>(out var seconds) ? seconds : value.GetValue<int>()));
    }

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

    public override void Settled(IdToken token, Transaction transaction, string status, decimal amount) => Station.Enqueue(new OutgoingCall("NotifySettlement", new JsonObject
    {
        ["transactionId"] = transaction.Id, ["pspRef"] = token.Value, ["status"] = status, ["settlementAmount"] = amount, ["settlementTime"] = Now,
    }.With("statusInfo", status switch { "Rejected" => "Card refused", "Failed" => "Payment provider not reached", _ => null })
     .With("receiptId", status == "Settled" ? $"R-{string.Join('-', token.Value.Split('-')[^2..])}" : null))
    {
        Transaction = transaction, // as its events: kept while offline, after them
        Ended = outcome => Station.ReceiptTold(outcome.Payload?.Str("receiptUrl")),
    });

    public override void Priced(IdToken token, JsonObject answer)
    {
        base.Priced(token, answer);
        _tariffs.OfDriver(token, answer.Obj("tariff"));
    }

    protected override void Reckon(JsonObject payload, string type, Evse evse, Transaction transaction) => _tariffs.Tell(payload, type, evse, transaction);

    protected override string? ControlMode(EvNeeds needs) => needs.ControlMode;

    protected override JsonObject ChargingLimit(string source, bool isLocalGeneration) => base.ChargingLimit(source, isLocalGeneration).With("isLocalGeneration", isLocalGeneration ? true : null);

    private Answer UpdateDynamicSchedule(JsonObject payload) =>
        Answer.Status(Station.RenewDynamic(payload.Int("chargingProfileId") ?? 0, payload.Obj("scheduleUpdate")) ? "Accepted" : "Rejected");

    private Answer UsePriorityCharging(JsonObject payload)
    {
        if (Station.FindTransaction(payload.Str("transactionId") ?? "") is not { } transaction || Station.FindEvse(transaction.EvseId) is not { } evse) return Answer.Status("Rejected");
        return Answer.Status(Station.SetPriority(evse, payload.Bool("activate") == true) ? "Accepted" : "NoProfile");
    }
}
