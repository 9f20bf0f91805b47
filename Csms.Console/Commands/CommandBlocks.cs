namespace Csms.Console.Commands;

/// <summary>The functional blocks of OCPP 2.1 (Part 2) and the commands of each, in the order of the standard.</summary>
public static class CommandBlocks
{
    /// <summary>Letter of the block and its actions.</summary>
    public static IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> All { get; } =
    [
        new("A", ["CertificateSigned"]),
        new("B", ["GetBaseReport", "GetReport", "GetVariables", "Reset", "SetNetworkProfile", "SetVariables"]),
        new("C", ["ClearCache", "NotifyWebPaymentStarted"]),
        new("D", ["GetLocalListVersion", "SendLocalList"]),
        new("E", ["GetTransactionStatus"]),
        new("F", ["RequestStartTransaction", "RequestStopTransaction", "TriggerMessage", "UnlockConnector"]),
        new("G", ["ChangeAvailability"]),
        new("H", ["CancelReservation", "ReserveNow"]),
        new("I", ["ChangeTransactionTariff", "ClearTariffs", "CostUpdated", "GetTariffs", "SetDefaultTariff"]),
        new("K", ["ClearChargingProfile", "GetChargingProfiles", "GetCompositeSchedule", "SetChargingProfile", "UpdateDynamicSchedule", "UsePriorityCharging"]),
        new("L", ["PublishFirmware", "UnpublishFirmware", "UpdateFirmware"]),
        new("M", ["DeleteCertificate", "GetInstalledCertificateIds", "InstallCertificate"]),
        new("N",
        [
            "AdjustPeriodicEventStream", "ClearVariableMonitoring", "CustomerInformation", "GetLog", "GetMonitoringReport", "GetPeriodicEventStream", "SetMonitoringBase", "SetMonitoringLevel",
            "SetVariableMonitoring",
        ]),
        new("O", ["ClearDisplayMessage", "GetDisplayMessages", "SetDisplayMessage"]),
        new("P", ["DataTransfer"]),
        new("Q", ["AFRRSignal", "NotifyAllowedEnergyTransfer"]),
        new("R", ["ClearDERControl", "GetDERControl", "SetDERControl"]),
        new("S", ["RequestBatterySwap"]),
    ];
}
