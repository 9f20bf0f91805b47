using System.Globalization;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>The configuration keys of a 1.6 station (1.6 §9, white paper §2).</summary>
internal sealed class ConfigurationKeys
{
    private static readonly string[] _measurands =
    [
        "Energy.Active.Import.Register", "Power.Active.Import", "Power.Offered", "Current.Import", "Voltage", "SoC", "Temperature",
    ];

    private readonly Dictionary<string, Key> _keys = new(StringComparer.OrdinalIgnoreCase);

    public ConfigurationKeys(VirtualStation station)
    {
        var s = station.Settings;
        var evses = station.Options.Evses.Count.ToString(CultureInfo.InvariantCulture);
        Flag("AllowOfflineTxForUnknownId", () => s.AllowOfflineUnknown, v => s.AllowOfflineUnknown = v);
        Flag("AuthorizationCacheEnabled", () => s.CacheEnabled, v => s.CacheEnabled = v);
        Flag("AuthorizeRemoteTxRequests", () => s.AuthorizeRemote, v => s.AuthorizeRemote = v);
        Number("ClockAlignedDataInterval", () => s.ClockAlignedSeconds, v => s.ClockAlignedSeconds = v);
        Number("ConnectionTimeOut", () => s.ConnectionTimeoutSeconds, v => s.ConnectionTimeoutSeconds = v);
        Fixed("ConnectorPhaseRotation", "NotApplicable");
        Fixed("GetConfigurationMaxKeys", "100");
        Number("HeartbeatInterval", () => s.HeartbeatSeconds, v => s.HeartbeatSeconds = v);
        Flag("LocalAuthorizeOffline", () => s.LocalAuthorizeOffline, v => s.LocalAuthorizeOffline = v);
        Flag("LocalPreAuthorize", () => s.LocalPreAuthorize, v => s.LocalPreAuthorize = v);
        Measurands("MeterValuesAlignedData", SampledData);
        Measurands("MeterValuesSampledData", SampledData);
        Number("MeterValueSampleInterval", () => s.MeterSeconds, v => s.MeterSeconds = v);
        Fixed("NumberOfConnectors", evses);
        Fixed("ResetRetries", "1");
        Flag("StopTransactionOnEVSideDisconnect", () => s.StopOnEvDisconnect, v => s.StopOnEvDisconnect = v);
        Flag("StopTransactionOnInvalidId", () => s.StopOnInvalid, v => s.StopOnInvalid = v);
        Fixed("StopTxnAlignedData", "");
        Measurands("StopTxnSampledData", StopData);
        Fixed("SupportedFeatureProfiles", "Core,FirmwareManagement,LocalAuthListManagement,Reservation,SmartCharging,RemoteTrigger");
        Number("TransactionMessageAttempts", () => s.Attempts, v => s.Attempts = Math.Max(1, v));
        Number("TransactionMessageRetryInterval", () => s.RetrySeconds, v => s.RetrySeconds = v);
        Flag("UnlockConnectorOnEVSideDisconnect", () => true, null);
        Number("WebSocketPingInterval", () => s.PingSeconds, v => s.PingSeconds = v);
        Flag("LocalAuthListEnabled", () => s.LocalListEnabled, v => s.LocalListEnabled = v);
        Fixed("LocalAuthListMaxLength", "1000");
        Fixed("SendLocalListMaxLength", "200");
        Flag("ReserveConnectorZeroSupported", () => true, null);
        Fixed("ChargeProfileMaxStackLevel", station.Profiles.MaxStackLevel.ToString(CultureInfo.InvariantCulture));
        Fixed("ChargingScheduleAllowedChargingRateUnit", "Current,Power");
        Fixed("ChargingScheduleMaxPeriods", "50");
        Fixed("MaxChargingProfilesInstalled", station.Profiles.Capacity.ToString(CultureInfo.InvariantCulture));
        Fixed("ConnectorSwitch3to1PhaseSupported", "false");
        Fixed("SupportedFileTransferProtocols", "HTTP,HTTPS,FTP");
        _keys["SecurityProfile"] = new Key("SecurityProfile") { Value = () => station.Network.Profile.ToString(CultureInfo.InvariantCulture), Set = station.Network.Raise };
        Fixed("CertificateSignedMaxChainSize", "10000");
        Fixed("CertificateStoreMaxLength", "20");
        Fixed("AdditionalRootCertificateCheck", "false");
        _keys["CpoName"] = new Key("CpoName") { Value = () => _cpoName, Set = v => Store(() => _cpoName = v) };
        _keys["BlinkRepeat"] = new Key("BlinkRepeat") { Value = () => _blinkRepeat, Set = v => Whole(v, n => _blinkRepeat = n.ToString(CultureInfo.InvariantCulture)) };
        _keys["LightIntensity"] = new Key("LightIntensity") { Value = () => _light, Set = v => Whole(v, n => _light = n.ToString(CultureInfo.InvariantCulture), 100) };
        _keys["AuthorizationKey"] = new Key("AuthorizationKey") { Value = () => null, IsHidden = true, Set = v => SetPassword(s, v) };
    }

    private string _cpoName = "Simulated network";
    private string _blinkRepeat = "3";
    private string _light = "80";

    /// <summary>Measurands of periodic samples.</summary>
    public HashSet<string> SampledData { get; } = [.. _measurands];

    /// <summary>Measurands of transactionData.</summary>
    public HashSet<string> StopData { get; } = ["Energy.Active.Import.Register"];

    public IEnumerable<Key> All => _keys.Values.Where(k => !k.IsHidden);

    public Key? Find(string name) => _keys.TryGetValue(name, out var key) && !key.IsHidden ? key : null;

    /// <summary>Accepted, Rejected, RebootRequired or NotSupported.</summary>
    public string Change(string name, string value) =>
        !_keys.TryGetValue(name, out var key) ? "NotSupported" : key.Set is null ? "Rejected" : key.Set(value);

    private void Fixed(string name, string value) => _keys[name] = new Key(name) { Value = () => value };

    private void Flag(string name, Func<bool> get, Action<bool>? set) => _keys[name] = new Key(name)
    {
        Value = () => get() ? "true" : "false",
        Set = set is null ? null : text => bool.TryParse(text, out var value) ? Store(() => set(value)) : "Rejected",
    };

    private void Number(string name, Func<int> get, Action<int> set) => _keys[name] = new Key(name)
    {
        Value = () => get().ToString(CultureInfo.InvariantCulture),
        Set = text => Whole(text, set),
    };

    private void Measurands(string name, HashSet<string> target) => _keys[name] = new Key(name)
    {
        Value = () => string.Join(',', target),
        Set = text =>
        {
            var wanted = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (wanted.Except(_measurands).Any()) return "Rejected";
            target.Clear();
            target.UnionWith(wanted);
            return "Accepted";
        },
    };

    private static string Whole(string text, Action<int> set, int highest = int.MaxValue) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= highest ? Store(() => set(value)) : "Rejected";

    private static string Store(Action set)
    {
        set();
        return "Accepted";
    }

    /// <summary>16 to 20 bytes in hex (white paper §2.1, J errata: exactly 20); used from the next connection on.</summary>
    private static string SetPassword(StationSettings settings, string value)
    {
        if (value.Length is < 16 or > 40) return "Rejected";
        settings.PasswordBytes = value.Length % 2 == 0 && value.All(char.IsAsciiHexDigit) ? Convert.FromHexString(value) : System.Text.Encoding.UTF8.GetBytes(value);
        return "Accepted";
    }

    internal sealed record Key(string Name)
    {
        public required Func<string?> Value { get; init; }

        public Func<string, string>? Set { get; init; }

        public bool IsHidden { get; init; }
    }
}
