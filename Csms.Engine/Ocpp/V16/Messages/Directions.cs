using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.V16.Messages;

/// <summary>Who sends which action in OCPP 1.6 (§4, §5 and the security white paper): a fact of the specification text that the schemas do not carry.</summary>
internal static class Directions
{
    private static readonly HashSet<string> FromStation = new(StringComparer.Ordinal)
    {
        "Authorize",
        "BootNotification",
        "Heartbeat",
        "MeterValues",
        "StartTransaction",
        "StatusNotification",
        "StopTransaction",
        "DiagnosticsStatusNotification",
        "FirmwareStatusNotification",
        "LogStatusNotification",
        "SecurityEventNotification",
        "SignCertificate",
        "SignedFirmwareStatusNotification",
    };

    private static readonly HashSet<string> FromCsms = new(StringComparer.Ordinal)
    {
        "ChangeAvailability",
        "ChangeConfiguration",
        "ClearCache",
        "GetConfiguration",
        "RemoteStartTransaction",
        "RemoteStopTransaction",
        "Reset",
        "UnlockConnector",
        "GetDiagnostics",
        "UpdateFirmware",
        "GetLocalListVersion",
        "SendLocalList",
        "CancelReservation",
        "ReserveNow",
        "ClearChargingProfile",
        "GetCompositeSchedule",
        "SetChargingProfile",
        "TriggerMessage",
        "CertificateSigned",
        "DeleteCertificate",
        "ExtendedTriggerMessage",
        "GetInstalledCertificateIds",
        "GetLog",
        "InstallCertificate",
        "SignedUpdateFirmware",
    };

    public static MessageDirection Of(string action) =>
        FromStation.Contains(action) ? MessageDirection.FromStation
        : FromCsms.Contains(action) ? MessageDirection.FromCsms
        : action == "DataTransfer" ? MessageDirection.Both
        : throw new ArgumentException($"No direction is set for {action}.", nameof(action));
}
