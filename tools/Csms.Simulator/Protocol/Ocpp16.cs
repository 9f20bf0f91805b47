using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>OCPP 1.6 JSON: what the station says. Connector n is EVSE n, connector 0 the station.</summary>
internal sealed partial class Ocpp16 : Dialect
{
    private readonly ConfigurationKeys _keys;

    public Ocpp16(VirtualStation station) : base(station)
    {
        _keys = new ConfigurationKeys(station);
        RegisterCommands();
    }

    public override string Subprotocol => "ocpp1.6";

    protected override bool IsAllowedWhilePending(string action) => action is not ("RemoteStartTransaction" or "RemoteStopTransaction");

    public override OutgoingCall Boot(string reason) => new("BootNotification", new JsonObject
    {
        ["chargePointVendor"] = Station.Options.Vendor,
        ["chargePointModel"] = Station.Options.Model,
        ["chargePointSerialNumber"] = Cut(Station.SerialNumber, 25),
        ["firmwareVersion"] = Station.FirmwareVersion,
        ["meterType"] = "Simulated MID meter",
    });

    public override string Word(ConnectorStatus status) => status.ToString();

    public override string ResetReason(bool isImmediate) => isImmediate ? "HardReset" : "SoftReset";

    public override void Status(Evse evse, int connectorId, ConnectorStatus status, bool isEarly = false) =>
        SendStatus(evse.Id, Word(status), evse.Fault ?? "NoError", isEarly, () => VirtualStation.ForgetReported(evse, connectorId));

    public override void StationStatus(bool isEarly = false) =>
        SendStatus(0, Station.IsStationOperative ? "Available" : "Unavailable", "NoError", isEarly, null);

    public override OutgoingCall Authorize(IdToken token) => new("Authorize", new JsonObject { ["idTag"] = Cut(token.Value, 20) });

    public override TokenVerdict ReadVerdict(JsonObject answer)
    {
        var info = answer.Obj("idTagInfo") ?? [];
        return new TokenVerdict(info.Str("status") ?? "Invalid", info.Str("parentIdTag"), info.Instant("expiryDate"));
    }

    public override void TransactionStarted(Evse evse, Transaction transaction, string trigger)
    {
        var payload = new JsonObject
        {
            ["connectorId"] = evse.Id,
            ["idTag"] = Cut(transaction.Token?.Value ?? "", 20),
            ["meterStart"] = Station.ReportedWh(evse, transaction.MeterStartWh),
            ["timestamp"] = Json.Stamp(Station.Believed(transaction.StartedAt)),
        }.With("reservationId", transaction.ReservationId);
        Station.Enqueue(new OutgoingCall("StartTransaction", payload) { Transaction = transaction, Ended = outcome => Started(evse, transaction, outcome) });
    }

    public override void TransactionUpdated(Evse evse, Transaction transaction, string trigger, MeterSample? sample)
    {
        if (sample is null) return;
        var payload = new JsonObject { ["connectorId"] = evse.Id, ["transactionId"] = -1, ["meterValue"] = new JsonArray(Value(evse, sample, _keys.SampledData)) };
        Station.Enqueue(new OutgoingCall("MeterValues", payload) { Transaction = transaction, Complete = p => p["transactionId"] = transaction.CsmsId ?? -1 });
    }

    public override void TransactionEnded(Evse evse, Transaction transaction, string trigger)
    {
        var payload = new JsonObject()
            .With("idTag", transaction.StopToken is { } token ? Cut(token.Value, 20) : null)
            .With("meterStop", Station.ReportedWh(evse, transaction.MeterStopWh ?? transaction.MeterStartWh))
            .With("timestamp", Json.Stamp(Station.Believed(transaction.EndedAt ?? Station.Now)))
            .With("transactionId", -1)
            .With("reason", Reason(transaction.StopReason))
            .With("transactionData", _keys.StopData.Count == 0 ? null : Json.Array(transaction.Bill.Select(s => (JsonNode)Value(evse, s, _keys.StopData))));
        // Until StartTransaction is answered there is no id: -1 (J errata 3.18).
        Station.Enqueue(new OutgoingCall("StopTransaction", payload) { Transaction = transaction, Complete = p => p["transactionId"] = transaction.CsmsId ?? -1 });
    }

    public override void Sample(Evse evse, MeterSample sample, bool isEarly = false) =>
        Send("MeterValues", new JsonObject { ["connectorId"] = evse.Id, ["meterValue"] = new JsonArray(Value(evse, sample, _keys.SampledData)) }, isEarly);

    public override void ReservationEnded(int reservationId, string status)
    {
        // 1.6 tells the end of a reservation by StatusNotification alone.
    }

    public override void FirmwareStatus(string status, int? requestId, bool isEarly = false)
    {
        if (requestId is null)
        {
            if (status is "DownloadScheduled" or "InstallScheduled" or "SignatureVerified") return;
            Send("FirmwareStatusNotification", new JsonObject { ["status"] = status }, isEarly);
            return;
        }
        Send("SignedFirmwareStatusNotification", new JsonObject { ["status"] = status, ["requestId"] = requestId }, isEarly);
    }

    public override void LogStatus(string status, int? requestId, bool isEarly = false)
    {
        if (requestId is null) Send("DiagnosticsStatusNotification", new JsonObject { ["status"] = status == "UploadFailure" ? "UploadFailed" : status }, isEarly);
        else Send("LogStatusNotification", new JsonObject { ["status"] = status, ["requestId"] = requestId }, isEarly);
    }

    public override void SecurityEvent(string type, string? info) =>
        Send("SecurityEventNotification", new JsonObject { ["type"] = type, ["timestamp"] = Now }.With("techInfo", info));

    private void SendStatus(int connectorId, string status, string errorCode, bool isEarly, Action? failed) =>
        Station.Enqueue(new OutgoingCall("StatusNotification", new JsonObject { ["connectorId"] = connectorId, ["errorCode"] = errorCode, ["status"] = status, ["timestamp"] = Now })
        {
            IsEarly = isEarly,
            Ended = outcome =>
            {
                if (outcome.Kind != CallOutcomeKind.Answered) failed?.Invoke();
            },
        });

    private void Started(Evse evse, Transaction transaction, CallOutcome outcome)
    {
        if (outcome.Payload is not { } answer) return;
        transaction.CsmsId = answer.Int("transactionId");
        Station.Judged(evse, transaction, ReadVerdict(answer));
    }

    private JsonObject Value(Evse evse, MeterSample sample, HashSet<string> measurands)
    {
        var values = new JsonArray();
        Add("Energy.Active.Import.Register", Station.ReportedWh(evse, sample.EnergyWh), "Wh");
        Add("Power.Active.Import", sample.PowerW, "W");
        Add("Power.Offered", sample.OfferedW, "W");
        if (sample.Phases == 0)
        {
            Add("Current.Import", sample.CurrentA, "A");
            Add("Voltage", sample.VoltageV, "V");
        }
        for (var phase = 1; phase <= sample.Phases; phase++) Add("Current.Import", sample.CurrentA, "A", $"L{phase}");
        for (var phase = 1; phase <= sample.Phases; phase++) Add("Voltage", sample.VoltageV, "V", $"L{phase}-N");
        if (sample.Soc is { } soc) Add("SoC", soc, "Percent", location: "EV");
        Add("Temperature", sample.Celsius, "Celsius", location: "Body");
        if (values.Count == 0) Put("Energy.Active.Import.Register", Station.ReportedWh(evse, sample.EnergyWh), "Wh", null, null);
        return new JsonObject { ["timestamp"] = Json.Stamp(Station.Believed(sample.At)), ["sampledValue"] = values };

        void Add(string measurand, double value, string unit, string? phase = null, string? location = null)
        {
            if (measurands.Contains(measurand)) Put(measurand, value, unit, phase, location);
        }

        void Put(string measurand, double value, string unit, string? phase, string? location) => values.Add(
            (JsonNode)new JsonObject { ["value"] = value.ToString("0.##", CultureInfo.InvariantCulture), ["context"] = sample.Context, ["measurand"] = measurand }
                .With("phase", phase).With("location", location).With("unit", unit));
    }

    /// <summary>2.x reasons in 1.6 words.</summary>
    private static string? Reason(string? reason) => reason switch
    {
        null => null,
        "EmergencyStop" or "EVDisconnected" or "HardReset" or "Local" or "Other" or "PowerLoss" or "Reboot" or "Remote" or "SoftReset" or "UnlockCommand" or "DeAuthorized" => reason,
        "MasterPass" => "Local",
        _ => "Other",
    };

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
