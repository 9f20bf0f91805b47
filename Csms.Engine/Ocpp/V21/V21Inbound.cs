using System.Text;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Inbound;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Ocpp.V21.Messages;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.V21;

/// <summary>What a 2.x station's messages mean. 2.0.1 is read here as well: what fits its tables fits those of 2.1.</summary>
internal static class V21Inbound
{
    private static readonly WordMap<ConnectorStatusEnumType, ConnectorStatus> Statuses = new(V21Words.ConnectorStatusEnumType);
    private static readonly WordMap<ChargingStateEnumType, ChargingState> States = new(V21Words.ChargingStateEnumType);
    private static readonly WordMap<TransactionEventEnumType, TransactionPhase> Phases = new(V21Words.TransactionEventEnumType);

    /// <summary>More beside a token is not kept: the standard names two kinds.</summary>
    private const int MostInfo = 8;

    public static Translated Boot(BootNotificationRequest request, Mending? mending) => new BootReported(
        request.ChargingStation.VendorName,
        request.ChargingStation.Model,
        request.ChargingStation.SerialNumber,
        request.ChargingStation.FirmwareVersion,
        request.ChargingStation.Modem?.Iccid,
        request.ChargingStation.Modem?.Imsi,
        V21Words.BootReasonEnumType.Word(request.Reason));

    public static Translated Heartbeat(HeartbeatRequest request, Mending? mending) => HeartbeatReported.Instance;

    public static Translated Status(StatusNotificationRequest request, Mending? mending) =>
        new ConnectorStatusReported(request.EvseId, request.ConnectorId, Statuses[request.ConnectorStatus], Mending.TimeOf(request.Timestamp));

    public static Translated TransactionEvent(TransactionEventRequest request, Mending? mending)
    {
        IReadOnlyList<MeterReading> readings = [];
        if (request.MeterValue is { Count: > 0 } meterValue)
        {
            if (V21Meter.Instance.Read("meterValue", meterValue, mending, out var read) is { } violation)
            {
                return violation;
            }

            readings = read;
        }

        var phase = Phases[request.EventType];
        var info = request.TransactionInfo;
        var at = Mending.TimeOf(request.Timestamp);
        var token = request.IdToken is { } idToken ? Token(idToken) : null;
        var trigger = V21Words.TriggerReasonEnumType.Word(request.TriggerReason);

        // Local is the reason of an end that gives none (2.1 TransactionType.stoppedReason).
        var reason = info.StoppedReason is { } stopped ? V21Words.ReasonEnumType.Word(stopped) : phase == TransactionPhase.Ended ? "Local" : null;
        return new TransactionReported
        {
            Phase = phase,
            TransactionId = info.TransactionId,
            At = at,
            Trigger = trigger,
            SequenceNumber = request.SeqNo,
            EvseId = request.Evse?.Id,
            ConnectorId = request.Evse?.ConnectorId,
            Token = token,
            TokenInfo = Info(request.IdToken),
            ChargingState = info.ChargingState is { } state ? States[state] : null,
            StopReason = reason,
            Offline = request.Offline ?? false,
            RemoteStartId = info.RemoteStartId,
            ReservationId = request.ReservationId,
            Limits = info.TransactionLimit is { } limit ? new TransactionLimits(limit.MaxCost, limit.MaxEnergy, limit.MaxTime, limit.MaxSoC) : null,
            TariffId = info.TariffId,
            Cost = request.CostDetails is { } cost ? V21Costs.Of(cost, at) : null,
            Readings = readings,
            ContentKey = KeyOf(request, at, token, readings),
        };
    }

    public static Translated MeterValues(MeterValuesRequest request, Mending? mending)
    {
        if (V21Meter.Instance.Read("meterValue", request.MeterValue, mending, out var readings) is { } violation)
        {
            return violation;
        }

        var key = new ContentHash(request.EvseId);
        key.Add(readings);
        return new MeterValuesReported(request.EvseId, readings, key.Value);
    }

    public static Translated Report(NotifyReportRequest request, Mending? mending)
    {
        var variables = new List<VariableReported>();
        foreach (var data in request.ReportData ?? [])
        {
            var characteristics = data.VariableCharacteristics is { } described ? Encoding.UTF8.GetString(described.ToUtf8()) : null;
            foreach (var attribute in data.VariableAttribute)
            {
                variables.Add(new VariableReported
                {
                    Component = data.Component.Name,
                    ComponentInstance = data.Component.Instance,
                    EvseId = data.Component.Evse?.Id,
                    ConnectorId = data.Component.Evse?.ConnectorId,
                    Variable = data.Variable.Name,
                    VariableInstance = data.Variable.Instance,
                    Attribute = V21Words.AttributeEnumType.Word(attribute.Type ?? AttributeEnumType.Actual),
                    Value = attribute.Value,
                    Mutability = V21Words.MutabilityEnumType.Word(attribute.Mutability ?? MutabilityEnumType.ReadWrite),
                    IsPersistent = attribute.Persistent,
                    IsConstant = attribute.Constant,
                    Characteristics = characteristics,
                });
            }
        }

        return new ReportPartReported(request.RequestId, request.SeqNo, request.Tbc ?? false, request.GeneratedAt, variables);
    }

    public static Translated Events(NotifyEventRequest request, Mending? mending) => new DeviceEventsReported(
        [.. request.EventData.Select(entry => new DeviceEvent(
            entry.Component.Name,
            entry.Component.Evse?.Id,
            entry.Component.Evse?.ConnectorId,
            entry.Variable.Name,
            entry.ActualValue,
            entry.Timestamp,
            V21Words.EventTriggerEnumType.Word(entry.Trigger),
            entry.Cleared ?? false,
            entry.TechCode,
            entry.TechInfo)
        {
            ComponentInstance = entry.Component.Instance,
            VariableInstance = entry.Variable.Instance,
            MonitorId = entry.VariableMonitoringId,
            Severity = entry.Severity,
        })]);

    public static Translated Monitors(NotifyMonitoringReportRequest request, Mending? mending) => new MonitorsReported(
        request.RequestId,
        request.SeqNo,
        request.Tbc ?? false,
        [
            .. from data in request.Monitor ?? []
               from monitor in data.VariableMonitoring
               select new MonitorReported(
                   monitor.Id, data.Component.Name, data.Component.Instance, data.Component.Evse?.Id, data.Component.Evse?.ConnectorId, data.Variable.Name, data.Variable.Instance,
                   V21Words.MonitorEnumType.Word(monitor.Type), (double)monitor.Value, monitor.Severity, monitor.Transaction, V21Words.EventNotificationEnumType.Word(monitor.EventNotificationType)),
        ]);

    /// <summary>2.0.1 does not tell whose a monitor is.</summary>
    public static Translated Monitors201(V201.Messages.NotifyMonitoringReportRequest request, Mending? mending) => new MonitorsReported(
        request.RequestId,
        request.SeqNo,
        request.Tbc ?? false,
        [
            .. from data in request.Monitor ?? []
               from monitor in data.VariableMonitoring
               select new MonitorReported(
                   monitor.Id, data.Component.Name, data.Component.Instance, data.Component.Evse?.Id, data.Component.Evse?.ConnectorId, data.Variable.Name, data.Variable.Instance,
                   V201.Messages.V201Words.MonitorEnumType.Word(monitor.Type), (double)monitor.Value, monitor.Severity, monitor.Transaction, ""),
        ]);

    public static Translated DataTransfer(DataTransferRequest request, Mending? mending) =>
        new DataTransferReported(request.VendorId, request.MessageId, request.Data?.ToString());

    public static Translated ReservationStatus(ReservationStatusUpdateRequest request, Mending? mending) =>
        new ReservationStatusReported(request.ReservationId, V21Words.ReservationUpdateStatusEnumType.Word(request.ReservationUpdateStatus));

    public static Translated DisplayMessages(NotifyDisplayMessagesRequest request, Mending? mending) => new DisplayMessagesReported(
        request.RequestId, request.Tbc ?? false, [.. (request.MessageInfo ?? []).Select(message => Encoding.UTF8.GetString(message.ToUtf8()))]);

    public static Translated FirmwareStatus(FirmwareStatusNotificationRequest request, Mending? mending) => new NoticeReported("FirmwareStatusNotification")
    {
        Status = V21Words.FirmwareStatusEnumType.Word(request.Status),
        RequestId = request.RequestId,
    };

    public static Translated LogStatus(LogStatusNotificationRequest request, Mending? mending) => new NoticeReported("LogStatusNotification")
    {
        Status = V21Words.UploadLogStatusEnumType.Word(request.Status),
        RequestId = request.RequestId,
    };

    public static Translated SecurityEvent(SecurityEventNotificationRequest request, Mending? mending) =>
        new SecurityEventReported(request.Type, Mending.TimeOf(request.Timestamp), request.TechInfo);

    public static Translated Signing(SignCertificateRequest request, Mending? mending) =>
        new SigningAsked(request.Csr, request.CertificateType is { } use ? V21Words.CertificateSigningUseEnumType.Word(use) : null, request.RequestId);

    /// <summary>What stands beside a token, as far as a session keeps it; null: nothing.</summary>
    public static IReadOnlyList<TokenInfo>? Info(IdTokenType? token) =>
        token?.AdditionalInfo is { Count: > 0 } told ? [.. told.Take(MostInfo).Select(info => new TokenInfo(info.AdditionalIdToken, info.Type))] : null;

    private static IdToken Token(IdTokenType token) => new(token.IdToken, token.Type);

    private static long KeyOf(TransactionEventRequest request, DateTimeOffset? at, IdToken? token, IReadOnlyList<MeterReading> readings)
    {
        var key = new ContentHash((long)Phases[request.EventType]);
        key.Add(request.TransactionInfo.TransactionId);
        key.Add(at);
        key.Add(V21Words.TriggerReasonEnumType.Word(request.TriggerReason));
        key.Add(request.Evse?.Id);
        key.Add(request.Evse?.ConnectorId);
        key.Add(token);
        key.Add(request.TransactionInfo.ChargingState is { } state ? V21Words.ChargingStateEnumType.Word(state) : null);
        key.Add(request.TransactionInfo.StoppedReason is { } reason ? V21Words.ReasonEnumType.Word(reason) : null);
        key.Add(request.TransactionInfo.RemoteStartId);
        key.Add(request.ReservationId);
        key.Add(readings);
        return key.Value;
    }
}
