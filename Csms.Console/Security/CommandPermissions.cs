namespace Csms.Console.Security;

/// <summary>Which permission a command to a station needs, in the console as over the API.</summary>
public static class CommandPermissions
{
    /// <summary>The permission of an action of OCPP 2.1.</summary>
    public static string Of(string action) => action switch
    {
        "RequestStartTransaction" or "NotifyWebPaymentStarted" or "RequestBatterySwap" => Permissions.CommandStart,
        "RequestStopTransaction" or "UnlockConnector" => Permissions.CommandStop,
        "Reset" or "ChangeAvailability" or "TriggerMessage" or "ClearCache" or "GetTransactionStatus" or "GetTariffs" => Permissions.CommandReset,
        "SetChargingProfile" or "ClearChargingProfile" or "GetChargingProfiles" or "GetCompositeSchedule" or "UpdateDynamicSchedule" or "UsePriorityCharging"
            or "NotifyAllowedEnergyTransfer" => Permissions.CommandLimit,
        "ReserveNow" or "CancelReservation" => Permissions.ReservationsWrite,
        "SetDefaultTariff" or "ClearTariffs" or "ChangeTransactionTariff" => Permissions.CommandTariff,
        "CustomerInformation" => Permissions.CommandCustomer,
        _ => Permissions.CommandConfig,
    };
}
