namespace Csms.Engine.Ocpp.V16;

/// <summary>Configuration keys of 1.6 and the device-model variables of 2.x that say the same.</summary>
internal static class ConfigurationKeys
{
    /// <summary>The component under which any key can be addressed.</summary>
    public const string Component = "Configuration";

    /// <summary>The key that carries the Basic password, as hex digits.</summary>
    public const string AuthorizationKey = "AuthorizationKey";

    private static readonly (string Key, string Component, string Variable, string? Instance)[] Table =
    [
        ("AdditionalRootCertificateCheck", "SecurityCtrlr", "AdditionalRootCertificateCheck", null),
        ("AllowOfflineTxForUnknownId", "AuthCtrlr", "OfflineTxForUnknownIdEnabled", null),
        (AuthorizationKey, "SecurityCtrlr", "BasicAuthPassword", null),
        ("AuthorizationCacheEnabled", "AuthCacheCtrlr", "Enabled", null),
        ("AuthorizeRemoteTxRequests", "AuthCtrlr", "AuthorizeRemoteStart", null),
        ("CertificateSignedMaxChainSize", "SecurityCtrlr", "MaxCertificateChainSize", null),
        ("CertificateStoreMaxLength", "SecurityCtrlr", "CertificateEntries", null),
        ("ChargeProfileMaxStackLevel", "SmartChargingCtrlr", "ProfileStackLevel", null),
        ("ChargingScheduleAllowedChargingRateUnit", "SmartChargingCtrlr", "RateUnit", null),
        ("ChargingScheduleMaxPeriods", "SmartChargingCtrlr", "PeriodsPerSchedule", null),
        ("ClockAlignedDataInterval", "AlignedDataCtrlr", "Interval", null),
        ("ConnectionTimeOut", "TxCtrlr", "EVConnectionTimeOut", null),
        ("ConnectorSwitch3to1PhaseSupported", "SmartChargingCtrlr", "Phases3to1", null),
        ("CpoName", "SecurityCtrlr", "OrganizationName", null),
        ("GetConfigurationMaxKeys", "DeviceDataCtrlr", "ItemsPerMessage", "GetVariables"),
        ("HeartbeatInterval", "OCPPCommCtrlr", "HeartbeatInterval", null),
        ("LocalAuthListEnabled", "LocalAuthListCtrlr", "Enabled", null),
        ("LocalAuthListMaxLength", "LocalAuthListCtrlr", "Entries", null),
        ("LocalAuthorizeOffline", "AuthCtrlr", "LocalAuthorizeOffline", null),
        ("LocalPreAuthorize", "AuthCtrlr", "LocalPreAuthorize", null),
        ("MaxChargingProfilesInstalled", "SmartChargingCtrlr", "Entries", "ChargingProfiles"),
        ("MaxEnergyOnInvalidId", "TxCtrlr", "MaxEnergyOnInvalidId", null),
        ("MeterValueSampleInterval", "SampledDataCtrlr", "TxUpdatedInterval", null),
        ("MeterValuesAlignedData", "AlignedDataCtrlr", "Measurands", null),
        ("MeterValuesSampledData", "SampledDataCtrlr", "TxUpdatedMeasurands", null),
        ("ReserveConnectorZeroSupported", "ReservationCtrlr", "NonEvseSpecific", null),
        ("ResetRetries", "OCPPCommCtrlr", "ResetRetries", null),
        ("SecurityProfile", "SecurityCtrlr", "SecurityProfile", null),
        ("SendLocalListMaxLength", "LocalAuthListCtrlr", "ItemsPerMessage", null),
        ("StopTransactionOnEVSideDisconnect", "TxCtrlr", "StopTxOnEVSideDisconnect", null),
        ("StopTransactionOnInvalidId", "TxCtrlr", "StopTxOnInvalidId", null),
        ("StopTxnAlignedData", "AlignedDataCtrlr", "TxEndedMeasurands", null),
        ("StopTxnSampledData", "SampledDataCtrlr", "TxEndedMeasurands", null),
        ("SupportedFileTransferProtocols", "OCPPCommCtrlr", "FileTransferProtocols", null),
        ("TransactionMessageAttempts", "OCPPCommCtrlr", "MessageAttempts", "TransactionEvent"),
        ("TransactionMessageRetryInterval", "OCPPCommCtrlr", "MessageAttemptInterval", "TransactionEvent"),
        ("UnlockConnectorOnEVSideDisconnect", "OCPPCommCtrlr", "UnlockOnEVSideDisconnect", null),
        ("WebSocketPingInterval", "OCPPCommCtrlr", "WebSocketPingInterval", null),
    ];

    private static readonly Dictionary<(string, string, string), string> Keys =
        Table.ToDictionary(row => Address(row.Component, row.Variable, row.Instance), row => row.Key);

    private static readonly Dictionary<string, (string Component, string Variable, string? Instance)> Variables =
        Table.ToDictionary(row => row.Key, row => (row.Component, row.Variable, row.Instance), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The key for a variable. One without counterpart is asked for by its own name: the station says itself that it does not know it.
    /// </summary>
    public static string KeyOf(string component, string variable, string? instance) =>
        Keys.GetValueOrDefault(Address(component, variable, instance)) ?? variable;

    /// <summary>The variable of 2.x that says the same as a key, or null.</summary>
    public static (string Component, string Variable, string? Instance)? VariableOf(string key) =>
        Variables.TryGetValue(key, out var variable) ? variable : null;

    // Names of the device model compare without regard to case (2.1 Part 1, device model).
    private static (string, string, string) Address(string component, string variable, string? instance) =>
        (component.ToUpperInvariant(), variable.ToUpperInvariant(), instance?.ToUpperInvariant() ?? "");
}
