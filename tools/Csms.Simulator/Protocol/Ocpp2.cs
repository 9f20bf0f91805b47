using System.Text.Json.Nodes;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>What 2.0.1 and 2.1 say alike.</summary>
internal abstract partial class Ocpp2 : Dialect
{
    protected Ocpp2(VirtualStation station) : base(station)
    {
        Model = new DeviceModel(station);
        RegisterCommands();
    }

    protected DeviceModel Model { get; }

    protected override bool IsAllowedWhilePending(string action) => true;

    public override OutgoingCall Boot(string reason) => new("BootNotification", new JsonObject
    {
        ["chargingStation"] = new JsonObject
        {
            ["serialNumber"] = Station.SerialNumber.Length > 25 ? Station.SerialNumber[..25] : Station.SerialNumber,
            ["model"] = Station.Options.Model,
            ["vendorName"] = Station.Options.Vendor,
            ["firmwareVersion"] = Station.FirmwareVersion,
        },
        ["reason"] = reason,
    });

    public override string Word(ConnectorStatus status) => status switch
    {
        ConnectorStatus.Available => "Available",
        ConnectorStatus.Reserved => "Reserved",
        ConnectorStatus.Unavailable => "Unavailable",
        ConnectorStatus.Faulted => "Faulted",
        _ => "Occupied",
    };

    public override string ResetReason(bool isImmediate) => "ImmediateReset";

    public override void Status(Evse evse, int connectorId, ConnectorStatus status, bool isEarly = false)
    {
        var (action, payload) = Station.Options.StatusByEvents
            ? ("NotifyEvent", Events(HardWired("Connector", "AvailabilityState", "Delta", Word(status), evse.Id, connectorId)))
            : ("StatusNotification", new JsonObject { ["timestamp"] = Now, ["connectorStatus"] = Word(status), ["evseId"] = evse.Id, ["connectorId"] = connectorId });
        Station.Enqueue(new OutgoingCall(action, payload)
        {
            IsEarly = isEarly,
            Ended = outcome =>
            {
                if (outcome.Kind != CallOutcomeKind.Answered) VirtualStation.ForgetReported(evse, connectorId);
            },
        });
    }

    public override OutgoingCall Authorize(IdToken token) => new("Authorize", new JsonObject { ["idToken"] = Token(token) });

    public override TokenVerdict ReadVerdict(JsonObject answer)
    {
        var info = answer.Obj("idTokenInfo") ?? [];
        return new TokenVerdict(info.Str("status") ?? "Invalid", info.Obj("groupIdToken")?.Str("idToken"), info.Instant("cacheExpiryDateTime"),
            info["evseId"] is JsonArray evses ? [.. evses.Select(evse => (int)evse!)] : null);
    }

    public override void Priced(IdToken token, JsonObject answer) => Shown(answer.Obj("idTokenInfo")?.Obj("personalMessage"));

    public override void TransactionStarted(Evse evse, Transaction transaction, string trigger) =>
        Event("Started", evse, transaction, trigger, transaction.Bill[0], transaction.Token);

    public override void TransactionUpdated(Evse evse, Transaction transaction, string trigger, MeterSample? sample) =>
        Event("Updated", evse, transaction, trigger, sample, trigger switch
        {
            "Authorized" or "RemoteStart" => transaction.Token,
            "StopAuthorized" => transaction.StopToken,
            _ => null,
        });

    public override void TransactionEnded(Evse evse, Transaction transaction, string trigger) =>
        Event("Ended", evse, transaction, trigger, transaction.Bill[^1], transaction.StopToken);

    public override void Sample(Evse evse, MeterSample sample, bool isEarly = false) =>
        Send("MeterValues", new JsonObject { ["evseId"] = evse.Id, ["meterValue"] = new JsonArray(Value(evse, sample)) }, isEarly);

    public override void ReservationEnded(int reservationId, string status) =>
        Send("ReservationStatusUpdate", new JsonObject { ["reservationId"] = reservationId, ["reservationUpdateStatus"] = status });

    public override void PublishStatus(string status, int? requestId, string? location, bool isEarly = false) =>
        Send("PublishFirmwareStatusNotification", new JsonObject { ["status"] = status }.With("location", location is null ? null : new JsonArray(location)).With("requestId", requestId), isEarly);

    public override void FirmwareStatus(string status, int? requestId, bool isEarly = false) =>
        Send("FirmwareStatusNotification", new JsonObject { ["status"] = status }.With("requestId", status == "Idle" ? null : requestId), isEarly);

    public override void LogStatus(string status, int? requestId, bool isEarly = false) =>
        Send("LogStatusNotification", new JsonObject { ["status"] = status }.With("requestId", status == "Idle" ? null : requestId), isEarly);

    public override void SecurityEvent(string type, string? info) =>
        Send("SecurityEventNotification", new JsonObject { ["type"] = type, ["timestamp"] = Now }.With("techInfo", info));

    protected static JsonObject Token(IdToken token) => new() { ["idToken"] = token.Value, ["type"] = token.Type };

    protected static IdToken? ReadToken(JsonObject? token) => token is null ? null : new IdToken(token.Str("idToken") ?? "", token.Str("type") ?? "ISO14443");

    private void Event(string type, Evse evse, Transaction transaction, string trigger, MeterSample? sample, IdToken? token)
    {
        var info = new JsonObject { ["transactionId"] = transaction.Id, ["chargingState"] = transaction.ChargingState }
            .With("stoppedReason", type == "Ended" ? Reason(transaction.StopReason) : null)
            .With("remoteStartId", transaction.RemoteStartId);
        if (trigger == "LimitSet" && transaction.Limit is { } held)
        {
            var limit = new JsonObject();
            if (held.MaxCost is { } cost) limit["maxCost"] = cost;
            if (held.MaxEnergyWh is { } energy) limit["maxEnergy"] = energy;
            if (held.MaxTimeSeconds is { } seconds) limit["maxTime"] = seconds;
            if (held.MaxSocPercent is { } percent) limit["maxSoC"] = percent;
            info["transactionLimit"] = limit;
        }
        var at = sample is { } taken && type == "Updated" ? taken.At : type == "Started" ? transaction.StartedAt : transaction.EndedAt ?? Station.Now;
        var payload = new JsonObject
        {
            ["eventType"] = type,
            ["timestamp"] = Json.Stamp(Station.Believed(at)),
            ["triggerReason"] = trigger,
            ["seqNo"] = transaction.NextSeqNo++,
            ["transactionInfo"] = info,
        };
        if (Station.IsOffline) payload["offline"] = true;
        if (sample is not null) payload["meterValue"] = new JsonArray(Value(evse, sample));
        payload["evse"] = new JsonObject { ["id"] = evse.Id, ["connectorId"] = transaction.ConnectorId };
        if (token is not null) payload["idToken"] = Token(token);
        if (transaction is { ReservationId: { } reservation, ReservationReported: false })
        {
            payload["reservationId"] = reservation;
            transaction.ReservationReported = true;
        }
        if (!evse.Options.IsDc && transaction.ChargingState == "Charging" && evse.Draw.Phases > 0) payload["numberOfPhasesUsed"] = evse.Draw.Phases;
        Reckon(payload, type, evse, transaction);
        Station.Enqueue(new OutgoingCall("TransactionEvent", payload) { Transaction = transaction, Ended = outcome => Answered(evse, transaction, outcome) });
    }

    /// <summary>Adds what the transaction costs by the station's own reckoning (2.1).</summary>
    protected virtual void Reckon(JsonObject payload, string type, Evse evse, Transaction transaction)
    {
    }

    private void Answered(Evse evse, Transaction transaction, CallOutcome outcome)
    {
        if (outcome.Payload is not { } answer) return;
        if (answer["totalCost"] is JsonValue cost && cost.TryGetValue<decimal>(out var amount)) transaction.Cost = amount;
        Shown(answer.Obj("updatedPersonalMessage") ?? answer.Obj("idTokenInfo")?.Obj("personalMessage"));
        if (answer.Obj("transactionLimit") is { } limit) Station.Limit(evse, transaction, new TransactionLimit((decimal?)limit["maxCost"], (decimal?)limit["maxEnergy"], limit.Int("maxTime"), limit.Int("maxSoC")));
        if (answer.Obj("idTokenInfo") is not null) Station.Judged(evse, transaction, ReadVerdict(answer));
    }

    private void Shown(JsonObject? message)
    {
        if (message?.Str("content") is { } text) Station.PriceShown = text;
    }

    protected JsonObject Value(Evse evse, MeterSample sample)
    {
        var values = new JsonArray();
        Add("Energy.Active.Import.Register", Station.ReportedWh(evse, sample.EnergyWh), "Wh");
        Add("Power.Active.Import", sample.PowerW, "W");
        if (sample.Context != "Transaction.End") Add("Power.Offered", sample.OfferedW, "W");
        if (sample.Phases == 0)
        {
            Add("Current.Import", sample.CurrentA, "A");
            Add("Voltage", sample.VoltageV, "V");
        }
        for (var phase = 1; phase <= sample.Phases; phase++) Add("Current.Import", sample.CurrentA, "A", $"L{phase}");
        for (var phase = 1; phase <= sample.Phases; phase++) Add("Voltage", sample.VoltageV, "V", $"L{phase}-N");
        if (sample.Soc is { } soc) Add("SoC", soc, "Percent", location: "EV");
        return new JsonObject { ["timestamp"] = Json.Stamp(Station.Believed(sample.At)), ["sampledValue"] = values };

        void Add(string measurand, double value, string unit, string? phase = null, string? location = null) => values.Add(
            (JsonNode)new JsonObject { ["value"] = value, ["context"] = sample.Context, ["measurand"] = measurand }
                .With("phase", phase).With("location", location).With("unitOfMeasure", new JsonObject { ["unit"] = unit }));
    }

    /// <summary>Words only 1.6 has.</summary>
    private static string? Reason(string? reason) => reason switch
    {
        "HardReset" or "SoftReset" => "ImmediateReset",
        "UnlockCommand" => "Other",
        _ => reason,
    };
}
