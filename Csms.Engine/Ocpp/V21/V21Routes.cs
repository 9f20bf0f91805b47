using Csms.Engine.Ocpp.Inbound;
using Csms.Engine.Ocpp.V21.Messages;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.V21;

/// <summary>The routing table of 2.1, and by it that of 2.0.1, whose actions are among them.</summary>
internal static class V21Routes
{
    public static readonly IReadOnlyList<Route> Table =
    [
        Route.Of("BootNotification", BootNotificationRequest.Wire, V21Inbound.Boot, V21Answers.Boot),
        Route.Of("Heartbeat", HeartbeatRequest.Wire, V21Inbound.Heartbeat, V21Answers.Heartbeat),
        Route.Of("Authorize", AuthorizeRequest.Wire, V21Certificates.Authorize, V21Answers.Authorize),
        Route.Of("StatusNotification", StatusNotificationRequest.Wire, V21Inbound.Status),
        Route.Of("TransactionEvent", TransactionEventRequest.Wire, V21Inbound.TransactionEvent, V21Answers.TransactionEvent),
        Route.Of("MeterValues", MeterValuesRequest.Wire, V21Inbound.MeterValues),
        Route.Of("LogStatusNotification", LogStatusNotificationRequest.Wire, V21Inbound.LogStatus),
        Route.Of("NotifyReport", NotifyReportRequest.Wire, V21Inbound.Report),
        Route.Of("NotifyEvent", NotifyEventRequest.Wire, V21Inbound.Events),
        Route.Of("NotifyDisplayMessages", NotifyDisplayMessagesRequest.Wire, V21Inbound.DisplayMessages),
        Route.Of("ReservationStatusUpdate", ReservationStatusUpdateRequest.Wire, V21Inbound.ReservationStatus),
        Route.Of("DataTransfer", DataTransferRequest.Wire, V21Inbound.DataTransfer, V21Answers.DataTransfer),
        Route.Of("GetCertificateChainStatus", GetCertificateChainStatusRequest.Wire, V21Certificates.Chain, V21Certificates.Chain),
        Route.Of("VatNumberValidation", VatNumberValidationRequest.Wire, V21Payments.VatNumber, V21Payments.VatNumber),
        Route.Of("BatterySwap", BatterySwapRequest.Wire, V21Streams.Swap),
        Route.Of("ClearedChargingLimit", ClearedChargingLimitRequest.Wire, V21Charging.Cleared),
        Route.Of("ClosePeriodicEventStream", ClosePeriodicEventStreamRequest.Wire, V21Streams.Close),
        Route.Of("FirmwareStatusNotification", FirmwareStatusNotificationRequest.Wire, V21Inbound.FirmwareStatus),
        Route.Of("Get15118EVCertificate", Get15118EVCertificateRequest.Wire, V21Certificates.EvCertificate, V21Certificates.EvCertificate),
        Route.Of("GetCertificateStatus", GetCertificateStatusRequest.Wire, V21Certificates.Status, V21Certificates.Status),
        Route.Of("NotifyChargingLimit", NotifyChargingLimitRequest.Wire, V21Charging.Limit),
        Notice("NotifyCustomerInformation"),
        Route.Of("NotifyDERAlarm", NotifyDERAlarmRequest.Wire, V21Der.Alarm),
        Route.Of("NotifyDERStartStop", NotifyDERStartStopRequest.Wire, V21Der.StartStop),
        Route.Of("NotifyEVChargingNeeds", NotifyEVChargingNeedsRequest.Wire, V21Charging.Needs, V21Answers.Needs),
        Route.Of("NotifyEVChargingSchedule", NotifyEVChargingScheduleRequest.Wire, V21Charging.EvSchedule, static _ => new NotifyEVChargingScheduleResponse { Status = GenericStatusEnumType.Accepted }),
        Route.Of("NotifyMonitoringReport", NotifyMonitoringReportRequest.Wire, V21Inbound.Monitors),
        Route.Of("NotifyPeriodicEventStream", NotifyPeriodicEventStream.Wire, V21Streams.Values),
        Route.Of("NotifyPriorityCharging", NotifyPriorityChargingRequest.Wire, V21Charging.Priority),
        Route.Of("NotifySettlement", NotifySettlementRequest.Wire, V21Payments.Settlement, V21Payments.Settlement),
        Route.Of("OpenPeriodicEventStream", OpenPeriodicEventStreamRequest.Wire, V21Streams.Open, V21Streams.Open),
        Notice("PublishFirmwareStatusNotification"),
        Route.Of("PullDynamicScheduleUpdate", PullDynamicScheduleUpdateRequest.Wire, V21Charging.Dynamic, V21Answers.Dynamic),
        Route.Of("ReportChargingProfiles", ReportChargingProfilesRequest.Wire, V21Charging.Profiles),
        Route.Of("ReportDERControl", ReportDERControlRequest.Wire, V21Der.Controls),
        Route.Of("SecurityEventNotification", SecurityEventNotificationRequest.Wire, V21Inbound.SecurityEvent),
        Route.Of("SignCertificate", SignCertificateRequest.Wire, V21Inbound.Signing, V21Answers.Signing),
    ];

    /// <summary>The rows of 2.0.1 that know its shorter messages and answers.</summary>
    private static readonly IReadOnlyList<Route> Of201 =
    [
        Route.Of("Get15118EVCertificate", Get15118EVCertificateRequest.Wire, V21Certificates.EvCertificate201, V21Certificates.EvCertificate201),
        Route.Of("GetCertificateStatus", GetCertificateStatusRequest.Wire, V21Certificates.Status201, V21Certificates.Status),
        Route.Of("NotifyMonitoringReport", V201.Messages.NotifyMonitoringReportRequest.Wire, V21Inbound.Monitors201),
    ];

    /// <summary>The rows of the actions of an older version, checked by its own field tables.</summary>
    public static IEnumerable<Route> Of(OcppActionTable older) =>
        from row in Table
        let route = Of201.FirstOrDefault(own => own.Action == row.Action) ?? row
        let action = older.Find(route.Action)
        where action is not null
        select route.CheckedBy(action.Request);

    private static Route Notice(string action, IWireMessage? answer = null) => Route.Notice(V21Messages.All, action, answer);
}
