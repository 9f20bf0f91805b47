using System.Collections.Frozen;

namespace Csms.Engine.Stations.Configuration;

/// <summary>
/// What the standard keys of 1.6 may be (1.6 §9 and the security white paper): a 1.6 station tells no characteristics. By the key; the variable of 2.x that
/// says the same has the same type (OCPP 2.0.1 part 2, appendix 3).
/// </summary>
internal static class StandardTypes
{
    private static readonly FrozenDictionary<string, VariableCharacteristics> Table = new (string Type, string? Unit, string[] Keys)[]
    {
        ("boolean", null,
        [
            "AdditionalRootCertificateCheck", "AllowOfflineTxForUnknownId", "AuthorizationCacheEnabled", "AuthorizeRemoteTxRequests", "ConnectorSwitch3to1PhaseSupported",
            "LocalAuthListEnabled", "LocalAuthorizeOffline", "LocalPreAuthorize", "ReserveConnectorZeroSupported", "StopTransactionOnEVSideDisconnect",
            "StopTransactionOnInvalidId", "UnlockConnectorOnEVSideDisconnect",
        ]),
        ("integer", "s", ["ClockAlignedDataInterval", "ConnectionTimeOut", "HeartbeatInterval", "MeterValueSampleInterval", "TransactionMessageRetryInterval", "WebSocketPingInterval"]),
        ("integer", "Wh", ["MaxEnergyOnInvalidId"]),
        ("integer", null,
        [
            "CertificateSignedMaxChainSize", "CertificateStoreMaxLength", "ChargeProfileMaxStackLevel", "ChargingScheduleMaxPeriods", "GetConfigurationMaxKeys",
            "MaxChargingProfilesInstalled", "ResetRetries", "SecurityProfile", "SendLocalListMaxLength", "TransactionMessageAttempts",
        ]),
    }.SelectMany(row => row.Keys.Select(key => KeyValuePair.Create(key, VariableCharacteristics.Unknown with { DataType = row.Type, Unit = row.Unit })))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The type of a key; nothing known of any other.</summary>
    public static VariableCharacteristics Of(string? key) => key is null ? VariableCharacteristics.Unknown : Table.GetValueOrDefault(key, VariableCharacteristics.Unknown);
}
