using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.V201.Messages;

/// <summary>Who sends which action in OCPP 2.0.1 (Part 2): a fact of the specification text that the schemas do not carry.</summary>
internal static class Directions
{
    private static readonly HashSet<string> FromStation = new(StringComparer.Ordinal)
    {
        "SecurityEventNotification",
        "SignCertificate",
        "BootNotification",
        "NotifyReport",
        "Authorize",
        "TransactionEvent",
        "Heartbeat",
        "StatusNotification",
        "ReservationStatusUpdate",
        "MeterValues",
        "ClearedChargingLimit",
        "NotifyChargingLimit",
        "NotifyEVChargingNeeds",
        "NotifyEVChargingSchedule",
        "ReportChargingProfiles",
        "FirmwareStatusNotification",
        "PublishFirmwareStatusNotification",
        "Get15118EVCertificate",
        "GetCertificateStatus",
        "LogStatusNotification",
        "NotifyCustomerInformation",
        "NotifyEvent",
        "NotifyMonitoringReport",
        "NotifyDisplayMessages",
    };

    private static readonly HashSet<string> FromCsms = new(StringComparer.Ordinal)
    {
        "CertificateSigned",
        "GetBaseReport",
        "GetReport",
        "GetVariables",
        "Reset",
        "SetNetworkProfile",
        "SetVariables",
        "ClearCache",
        "GetLocalListVersion",
        "SendLocalList",
        "GetTransactionStatus",
        "RequestStartTransaction",
        "RequestStopTransaction",
        "TriggerMessage",
        "UnlockConnector",
        "ChangeAvailability",
        "CancelReservation",
        "ReserveNow",
        "CostUpdated",
        "ClearChargingProfile",
        "GetChargingProfiles",
        "GetCompositeSchedule",
        "SetChargingProfile",
        "PublishFirmware",
        "UnpublishFirmware",
        "UpdateFirmware",
        "DeleteCertificate",
        "GetInstalledCertificateIds",
        "InstallCertificate",
        "ClearVariableMonitoring",
        "CustomerInformation",
        "GetLog",
        "GetMonitoringReport",
        "SetMonitoringBase",
        "SetMonitoringLevel",
        "SetVariableMonitoring",
        "ClearDisplayMessage",
        "GetDisplayMessages",
        "SetDisplayMessage",
    };

    public static MessageDirection Of(string action) =>
        FromStation.Contains(action) ? MessageDirection.FromStation
        : FromCsms.Contains(action) ? MessageDirection.FromCsms
        : action == "DataTransfer" ? MessageDirection.Both
        : throw new ArgumentException($"No direction is set for {action}.", nameof(action));
}
