using System.Text;

namespace Csms.SchemaGen;

/// <summary>Names of members, and of the types that the 1.6 schemas write in line without naming them (taken from the chapter Types of the 1.6 specification).</summary>
internal static class MessageNames
{
    private static readonly Dictionary<string, string> InlineObjects = new(StringComparer.Ordinal)
    {
        ["idTagInfo"] = "IdTagInfo",
        ["configurationKey"] = "KeyValue",
        ["chargingProfile"] = "ChargingProfile",
        ["csChargingProfiles"] = "ChargingProfile",
        ["chargingSchedule"] = "ChargingSchedule",
        ["chargingSchedulePeriod"] = "ChargingSchedulePeriod",
        ["localAuthorizationList"] = "AuthorizationData",
        ["meterValue"] = "MeterValue",
        ["transactionData"] = "MeterValue",
        ["sampledValue"] = "SampledValue",
    };

    private static readonly Dictionary<string, string> InlineEnums = new(StringComparer.Ordinal)
    {
        ["IdTagInfo.status"] = "AuthorizationStatus",
        ["BootNotificationResponse.status"] = "RegistrationStatus",
        ["ChangeAvailabilityRequest.type"] = "AvailabilityType",
        ["ChangeAvailabilityResponse.status"] = "AvailabilityStatus",
        ["ChangeConfigurationResponse.status"] = "ConfigurationStatus",
        ["ClearChargingProfileRequest.chargingProfilePurpose"] = "ChargingProfilePurposeType",
        ["ChargingProfile.chargingProfilePurpose"] = "ChargingProfilePurposeType",
        ["ChargingProfile.chargingProfileKind"] = "ChargingProfileKindType",
        ["ChargingProfile.recurrencyKind"] = "RecurrencyKindType",
        ["ChargingSchedule.chargingRateUnit"] = "ChargingRateUnitType",
        ["GetCompositeScheduleRequest.chargingRateUnit"] = "ChargingRateUnitType",
        ["RemoteStartTransactionResponse.status"] = "RemoteStartStopStatus",
        ["RemoteStopTransactionResponse.status"] = "RemoteStartStopStatus",
        ["DiagnosticsStatusNotificationRequest.status"] = "DiagnosticsStatus",
        ["FirmwareStatusNotificationRequest.status"] = "FirmwareStatus",
        ["SampledValue.context"] = "ReadingContext",
        ["SampledValue.format"] = "ValueFormat",
        ["SampledValue.location"] = "Location",
        ["SampledValue.measurand"] = "Measurand",
        ["SampledValue.phase"] = "Phase",
        ["SampledValue.unit"] = "UnitOfMeasure",
        ["ReserveNowResponse.status"] = "ReservationStatus",
        ["ResetRequest.type"] = "ResetType",
        ["SendLocalListRequest.updateType"] = "UpdateType",
        ["SendLocalListResponse.status"] = "UpdateStatus",
        ["SetChargingProfileResponse.status"] = "ChargingProfileStatus",
        ["StatusNotificationRequest.errorCode"] = "ChargePointErrorCode",
        ["StatusNotificationRequest.status"] = "ChargePointStatus",
        ["StopTransactionRequest.reason"] = "Reason",
        ["TriggerMessageRequest.requestedMessage"] = "MessageTrigger",
        ["UnlockConnectorResponse.status"] = "UnlockStatus",
    };

    public static string InlineObject(string property) =>
        InlineObjects.TryGetValue(property, out var name) ? name : throw new InvalidDataException($"No name is set for the object of {property}.");

    public static string InlineEnum(string owner, string property)
    {
        if (InlineEnums.TryGetValue($"{owner}.{property}", out var name))
        {
            return name;
        }

        return property == "status" && owner.EndsWith("Response", StringComparison.Ordinal)
            ? owner[..^"Response".Length] + "Status"
            : throw new InvalidDataException($"No name is set for the enumeration of {owner}.{property}.");
    }

    /// <summary>Registers of large hubs pass 2^31 Wh, which 1.6 carries as plain integers.</summary>
    public static bool IsLong(SchemaVersion version, string owner, string property) =>
        version.Name == "V16" && owner is "StartTransactionRequest" or "StopTransactionRequest" && property is "meterStart" or "meterStop";

    /// <summary><c>Energy.Active.Net</c>, <c>AC_single_phase</c>, <c>evseId</c>, <c>limit_L2</c> → <c>EnergyActiveNet</c>, <c>ACSinglePhase</c>, <c>EvseId</c>, <c>LimitL2</c>.</summary>
    public static string Pascal(string word)
    {
        var name = new StringBuilder();
        var upper = true;
        foreach (var character in word)
        {
            if (!char.IsAsciiLetterOrDigit(character))
            {
                upper = true;
                continue;
            }

            name.Append(upper ? char.ToUpperInvariant(character) : character);
            upper = false;
        }

        return char.IsAsciiDigit(name[0]) ? "_" + name : name.ToString();
    }
}
