using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>Components and variables of a 2.x station (MESSAGES §10).</summary>
internal sealed class DeviceModel
{
    private readonly List<Variable> _variables = [];

    public DeviceModel(VirtualStation station)
    {
        var s = station.Settings;
        Fact("ChargingStation", "Model", () => station.Options.Model);
        Fact("ChargingStation", "VendorName", () => station.Options.Vendor);
        Fact("ChargingStation", "SerialNumber", () => station.SerialNumber);
        Fact("ChargingStation", "FirmwareVersion", () => station.FirmwareVersion);
        Fact("ChargingStation", "AvailabilityState", () => station.IsStationOperative ? "Available" : "Unavailable", "OptionList", "Available,Occupied,Reserved,Unavailable,Faulted");
        Fact("ChargingStation", "SupplyPhases", () => "3", "integer");
        Number("OCPPCommCtrlr", "HeartbeatInterval", () => s.HeartbeatSeconds, v => s.HeartbeatSeconds = v, "s");
        Number("OCPPCommCtrlr", "WebSocketPingInterval", () => s.PingSeconds, v => s.PingSeconds = v, "s");
        Number("OCPPCommCtrlr", "OfflineThreshold", () => s.OfflineThresholdSeconds, v => s.OfflineThresholdSeconds = v, "s");
        Number("OCPPCommCtrlr", "MessageAttempts", () => s.Attempts, v => s.Attempts = Math.Max(1, v), null, "TransactionEvent");
        Number("OCPPCommCtrlr", "MessageAttemptInterval", () => s.RetrySeconds, v => s.RetrySeconds = v, "s", "TransactionEvent");
        Fact("OCPPCommCtrlr", "MessageTimeout", () => Whole(station.Options.CallTimeout.TotalSeconds), "integer", instance: "Default", unit: "s");
        Fact("OCPPCommCtrlr", "NetworkProfileConnectionAttempts", () => "3", "integer");
        Fact("OCPPCommCtrlr", "FileTransferProtocols", () => "HTTP,HTTPS", "MemberList");
        _variables.Add(new Variable("OCPPCommCtrlr", "NetworkConfigurationPriority") { Mutability = "ReadWrite", DataType = "SequenceList", ValuesList = "1,2,3", Get = () => station.Network.Order, Set = station.Network.Reorder });
        Text("SecurityCtrlr", "OrganizationName", "Simulated network");
        Text("SecurityCtrlr", "Identity", station.Id, needsReboot: true);
        Fact("SecurityCtrlr", "SecurityProfile", () => Whole(station.Network.Profile), "integer");
        Fact("SecurityCtrlr", "CertificateEntries", () => Whole(station.Certificates.Count), "integer");
        _variables.Add(new Variable("SecurityCtrlr", "BasicAuthPassword")
        {
            Mutability = "WriteOnly",
            Get = () => "",
            Set = text =>
            {
                if (text.Length is < 16 or > 64) return "Rejected";
                s.PasswordBytes = System.Text.Encoding.UTF8.GetBytes(text);
                return "Accepted";
            },
        });
        Flag("AuthCtrlr", "AuthorizeRemoteStart", () => s.AuthorizeRemote, v => s.AuthorizeRemote = v);
        Flag("AuthCtrlr", "LocalAuthorizeOffline", () => s.LocalAuthorizeOffline, v => s.LocalAuthorizeOffline = v);
        Flag("AuthCtrlr", "LocalPreAuthorize", () => s.LocalPreAuthorize, v => s.LocalPreAuthorize = v);
        Flag("AuthCtrlr", "OfflineTxForUnknownIdEnabled", () => s.AllowOfflineUnknown, v => s.AllowOfflineUnknown = v);
        Free("AuthCtrlr", "MasterPassGroupId", () => s.MasterPassGroup, v => s.MasterPassGroup = v);
        Flag("AuthCacheCtrlr", "Enabled", () => s.CacheEnabled, v => s.CacheEnabled = v);
        Flag("AuthCtrlr", "DisableRemoteAuthorization", () => s.NeverAsks, v => s.NeverAsks = v);
        Flag("LocalAuthListCtrlr", "Enabled", () => s.LocalListEnabled, v => s.LocalListEnabled = v);
        Fact("LocalAuthListCtrlr", "Entries", () => Whole(station.Tokens.List.Count), "integer");
        Fact("LocalAuthListCtrlr", "ItemsPerMessage", () => "200", "integer");
        Fact("LocalAuthListCtrlr", "BytesPerMessage", () => "65536", "integer");
        Points("TxCtrlr", "TxStartPoint", () => s.TxStartPoint, v => s.TxStartPoint = v);
        Points("TxCtrlr", "TxStopPoint", () => s.TxStopPoint, v => s.TxStopPoint = v);
        Number("TxCtrlr", "EVConnectionTimeOut", () => s.ConnectionTimeoutSeconds, v => s.ConnectionTimeoutSeconds = v, "s");
        Flag("TxCtrlr", "StopTxOnInvalidId", () => s.StopOnInvalid, v => s.StopOnInvalid = v);
        Flag("TxCtrlr", "StopTxOnEVSideDisconnect", () => s.StopOnEvDisconnect, v => s.StopOnEvDisconnect = v);
        Number("SampledDataCtrlr", "TxUpdatedInterval", () => s.MeterSeconds, v => s.MeterSeconds = v, "s");
        const string Measurands = "Energy.Active.Import.Register,Power.Active.Import,Power.Offered,Current.Import,Voltage,SoC";
        foreach (var name in (string[])["TxStartedMeasurands", "TxUpdatedMeasurands", "TxEndedMeasurands"]) Fact("SampledDataCtrlr", name, () => Measurands, "MemberList", Measurands);
        Number("AlignedDataCtrlr", "Interval", () => s.ClockAlignedSeconds, v => s.ClockAlignedSeconds = v, "s");
        Fact("AlignedDataCtrlr", "Measurands", () => Measurands, "MemberList", Measurands);
        foreach (var name in (string[])["GetVariables", "SetVariables", "GetReport"])
        {
            Fact("DeviceDataCtrlr", "ItemsPerMessage", () => "50", "integer", instance: name);
            Fact("DeviceDataCtrlr", "BytesPerMessage", () => "65536", "integer", instance: name);
        }
        Fact("ClockCtrlr", "DateTime", () => Json.Stamp(station.BelievedNow), "dateTime");
        Fact("ClockCtrlr", "TimeSource", () => "Heartbeat", "SequenceList", "Heartbeat");
        Fact("SmartChargingCtrlr", "ProfileStackLevel", () => Whole(station.Profiles.MaxStackLevel), "integer");
        Fact("SmartChargingCtrlr", "RateUnit", () => "A,W", "MemberList", "A,W");
        Fact("SmartChargingCtrlr", "PeriodsPerSchedule", () => "50", "integer");
        Fact("SmartChargingCtrlr", "Entries", () => Whole(station.Profiles.All.Count), "integer", instance: "ChargingProfiles");
        if (station.Options.Version == OcppVersion.V21)
        {
            Fact("SmartChargingCtrlr", "SupportsDynamicProfiles", () => "true", "boolean");
            Fact("SmartChargingCtrlr", "SupportedAdditionalPurposes", () => "PriorityCharging,LocalGeneration", "MemberList");
            Fact("TariffCostCtrlr", "Available", () => "true", "boolean", instance: "Tariff");
            Fact("TariffCostCtrlr", "Available", () => "true", "boolean", instance: "Cost");
            Flag("TariffCostCtrlr", "Enabled", () => s.TariffsEnabled, v => s.TariffsEnabled = v, "Tariff");
            Fact("TariffCostCtrlr", "Enabled", () => s.TariffsEnabled ? "true" : "false", "boolean", instance: "Cost");
            Fact("TariffCostCtrlr", "Currency", () => LocalTariffs.Currency);
            Fact("TariffCostCtrlr", "MaxElements", () => Whole(LocalTariffs.MaxElements), "integer", instance: "Tariff");
            Fact("TariffCostCtrlr", "ConditionsSupported", () => "true", "boolean", instance: "Tariff");
            Fact("MonitoringCtrlr", "MaxPeriodicEventStreams", () => "10", "integer");
            if (station.Rack is { } rack)
            {
                Number("BatterySwapCtrlr", "TargetSoC", () => rack.TargetSoc, v => rack.TargetSoc = v, "%");
                Number("BatterySwapCtrlr", "MaxSoc", () => rack.MaxSoc, v => rack.MaxSoc = v, "%");
                Number("BatterySwapCtrlr", "Timeout", () => rack.InSeconds, v => rack.InSeconds = v, "s", "In");
                Number("BatterySwapCtrlr", "Timeout", () => rack.OutSeconds, v => rack.OutSeconds = v, "s", "Out");
            }
            foreach (var evse in station.Evses.Where(e => e.Options.IsDc)) Fact("DCDERCtrlr", "ModesSupported", () => string.Join(',', DerControls.Types), "MemberList", evseId: evse.Id);
        }
        Fact("ReservationCtrlr", "NonEvseSpecific", () => "true", "boolean");
        Fact("DisplayMessageCtrlr", "DisplayMessages", () => "0", "integer");
        Fact("DisplayMessageCtrlr", "SupportedFormats", () => "ASCII,UTF8", "MemberList", "ASCII,HTML,URI,UTF8");
        Fact("DisplayMessageCtrlr", "SupportedPriorities", () => "AlwaysFront,InFront,NormalCycle", "MemberList", "AlwaysFront,InFront,NormalCycle");
        foreach (var evse in station.Evses)
        {
            Fact("EVSE", "AvailabilityState", () => station.Dialect.Word(evse.Status), "OptionList", "Available,Occupied,Reserved,Unavailable,Faulted", evseId: evse.Id);
            Fact("EVSE", "SupplyPhases", () => Whole(evse.Options.IsDc ? 0 : evse.Options.Phases), "integer", evseId: evse.Id);
            Fact("EVSE", "Power", () => Whole(evse.Draw.PowerW), "decimal", evseId: evse.Id, unit: "W", maximum: evse.Options.MaxW);
            for (var connector = 1; connector <= evse.Options.Connectors.Count; connector++)
            {
                var type = evse.Options.Connectors[connector - 1];
                Fact("Connector", "ConnectorType", () => type, evseId: evse.Id, connectorId: connector);
                Fact("Connector", "AvailabilityState", () => station.Dialect.Word(evse.Status), "OptionList", "Available,Occupied,Reserved,Unavailable,Faulted", evseId: evse.Id, connectorId: connector);
            }
        }
    }

    public IReadOnlyList<Variable> All => _variables;

    /// <summary>Finds a variable, or says which part is unknown.</summary>
    public (Variable? Found, string Status) Find(JsonObject? component, JsonObject? variable)
    {
        var evse = component?.Obj("evse");
        var ofComponent = _variables.Where(v => Same(v.Component, component?.Str("name")) && v.EvseId == evse?.Int("id") && v.ConnectorId == evse?.Int("connectorId")).ToArray();
        if (ofComponent.Length == 0) return (null, "UnknownComponent");
        var found = ofComponent.FirstOrDefault(v => Same(v.Name, variable?.Str("name")) && Same(v.Instance, variable?.Str("instance")));
        return (found, found is null ? "UnknownVariable" : "Accepted");
    }

    private void Fact(string component, string name, Func<string> get, string type = "string", string? values = null, string? instance = null, int? evseId = null, int? connectorId = null, string? unit = null, double? maximum = null) =>
        _variables.Add(new Variable(component, name) { Get = get, DataType = type, ValuesList = values, Instance = instance, EvseId = evseId, ConnectorId = connectorId, Unit = unit, MaxLimit = maximum });

    private void Free(string component, string name, Func<string> get, Action<string> set, bool needsReboot = false) => _variables.Add(new Variable(component, name)
    {
        Mutability = "ReadWrite",
        Get = get,
        Set = text =>
        {
            set(text);
            return needsReboot ? "RebootRequired" : "Accepted";
        },
    });

    private void Text(string component, string name, string initial, bool needsReboot = false)
    {
        var value = initial;
        Free(component, name, () => value, v => value = v, needsReboot);
    }

    private void Points(string component, string name, Func<string> get, Action<string> set)
    {
        string[] known = ["ParkingBayOccupancy", "EVConnected", "Authorized", "DataSigned", "PowerPathClosed", "EnergyTransfer"];
        string[] supported = ["EVConnected", "Authorized", "PowerPathClosed"];
        _variables.Add(new Variable(component, name)
        {
            Mutability = "ReadWrite",
            DataType = "MemberList",
            ValuesList = string.Join(',', known),
            Get = get,
            Set = text =>
            {
                var points = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                if (points.Length == 0 || points.Except(supported).Any()) return "Rejected";
                set(string.Join(',', points));
                return "Accepted";
            },
        });
    }

    private void Flag(string component, string name, Func<bool> get, Action<bool> set, string? instance = null) => _variables.Add(new Variable(component, name)
    {
        Mutability = "ReadWrite",
        Instance = instance,
        DataType = "boolean",
        Get = () => get() ? "true" : "false",
        Set = text =>
        {
            if (!bool.TryParse(text, out var value)) return "Rejected";
            set(value);
            return "Accepted";
        },
    });

    private void Number(string component, string name, Func<int> get, Action<int> set, string? unit, string? instance = null) => _variables.Add(new Variable(component, name)
    {
        Mutability = "ReadWrite",
        DataType = "integer",
        Unit = unit,
        Instance = instance,
        Get = () => get().ToString(CultureInfo.InvariantCulture),
        Set = text =>
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return "Rejected";
            set(value);
            return "Accepted";
        },
    });

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string Whole(double value) => Math.Round(value).ToString(CultureInfo.InvariantCulture);

    internal sealed record Variable(string Component, string Name)
    {
        public string? Instance { get; init; }

        public int? EvseId { get; init; }

        public int? ConnectorId { get; init; }

        public string Mutability { get; init; } = "ReadOnly";

        public string DataType { get; init; } = "string";

        public string? Unit { get; init; }

        public string? ValuesList { get; init; }

        public double? MaxLimit { get; init; }

        public required Func<string> Get { get; init; }

        public Func<string, string>? Set { get; init; }

        public JsonObject ComponentJson()
        {
            var component = new JsonObject { ["name"] = Component };
            if (EvseId is { } evse) component["evse"] = new JsonObject { ["id"] = evse }.With("connectorId", ConnectorId);
            return component;
        }

        public JsonObject VariableJson() => new JsonObject { ["name"] = Name }.With("instance", Instance);

        public JsonObject Report() => new()
        {
            ["component"] = ComponentJson(),
            ["variable"] = VariableJson(),
            ["variableAttribute"] = new JsonArray(new JsonObject { ["type"] = "Actual" }.With("value", Mutability == "WriteOnly" ? null : Get()).With("mutability", Mutability)),
            ["variableCharacteristics"] = new JsonObject { ["dataType"] = DataType, ["supportsMonitoring"] = MaxLimit is not null }
                .With("unit", Unit).With("maxLimit", MaxLimit).With("valuesList", ValuesList),
        };
    }
}
