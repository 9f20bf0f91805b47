using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Events.Charging;
using Csms.Engine.Prices;

namespace Csms.Engine.Energy.Profiles;

/// <summary>What a station has told of what it can do in smart charging: device model of 2.x, configuration keys of 1.6. What it did not tell is null.</summary>
public sealed record StationAbility
{
    /// <summary>It takes limits in A.</summary>
    public bool TakesA { get; init; } = true;

    /// <summary>It takes limits in W.</summary>
    public bool TakesW { get; init; } = true;

    /// <summary>Highest stack level.</summary>
    public int? MaxStackLevel { get; init; }

    /// <summary>Most periods of a schedule.</summary>
    public int? MaxPeriods { get; init; }

    /// <summary>Most profiles.</summary>
    public int? MaxProfiles { get; init; }

    /// <summary>Phases by EVSE; 0: the station as a whole.</summary>
    public ImmutableDictionary<int, int> Phases { get; init; } = ImmutableDictionary<int, int>.Empty;

    /// <summary>Most power by EVSE, W.</summary>
    public ImmutableDictionary<int, decimal> MaxPowerW { get; init; } = ImmutableDictionary<int, decimal>.Empty;

    /// <summary>What each connector gives, by EVSE and connector, as its type says (2.x Connector.ConnectorType); null: the type does not say.</summary>
    public ImmutableDictionary<(int Evse, int Connector), EvseKind?> Kinds { get; init; } = ImmutableDictionary<(int, int), EvseKind?>.Empty;

    /// <summary>It has told of controls as a distributed energy resource (2.1 ACDERCtrlr, DCDERCtrlr).</summary>
    public bool HasDer { get; init; }

    /// <summary>Whether giving energy back is switched off, by EVSE; 0: the station as a whole (2.1 V2XChargingCtrlr.Enabled).</summary>
    public ImmutableDictionary<int, bool> V2xOff { get; init; } = ImmutableDictionary<int, bool>.Empty;

    /// <summary>It has told that smart charging is switched off (2.x SmartChargingCtrlr.Enabled).</summary>
    public bool IsOff { get; init; }

    /// <summary>Nothing was told.</summary>
    public static StationAbility Unknown { get; } = new();

    /// <summary>Components and variables that tell something; keys of 1.6 stand under Configuration and under their 2.x counterpart.</summary>
    internal static IReadOnlyList<string> Variables { get; } =
    [
        "RateUnit", "ChargingScheduleAllowedChargingRateUnit", "ProfileStackLevel", "ChargeProfileMaxStackLevel", "PeriodsPerSchedule", "ChargingScheduleMaxPeriods",
        "MaxChargingProfilesInstalled", "SupplyPhases", "Power", "Enabled", "Available", "ModesSupported", "ConnectorType",
    ];

    /// <summary>Converts W and A for an EVSE.</summary>
    public Electrics ElectricsOf(int evseId)
    {
        var phases = Phases.TryGetValue(evseId, out var own) && own > 0 ? own : Phases.TryGetValue(0, out var whole) && whole > 0 ? whole : Electrics.Usual.Phases;
        return Electrics.Usual with { Phases = Math.Clamp(phases, 1, 3) };
    }

    /// <summary>What an EVSE gives; null: it is not known, or its connectors give both.</summary>
    public EvseKind? KindOf(int evseId)
    {
        EvseKind? found = null;
        var known = false;
        foreach (var ((evse, _), kind) in Kinds)
        {
            if (evse != evseId) continue;
            if (kind is null || (found is not null && found != kind)) return null;
            (found, known) = (kind, true);
        }

        return known ? found : Phases.TryGetValue(evseId, out var phases) && phases == 0 ? EvseKind.DC : null; // SupplyPhases 0: no alternating phases
    }

    /// <summary>It has told that giving energy back is switched off at an EVSE; what it tells of the EVSE counts before what it tells of the whole.</summary>
    public bool IsV2xOffAt(int evseId) => V2xOff.TryGetValue(evseId, out var own) ? own : V2xOff.GetValueOrDefault(0);

    /// <summary>With what a variable says; itself when that is nothing new.</summary>
    internal StationAbility With(VariableReported told)
    {
        if (told.Attribute != "Actual") return this;
        return told.Variable switch
        {
            "RateUnit" or "ChargingScheduleAllowedChargingRateUnit" when Words(told.Value) is { Length: > 0 } units => this with
            {
                TakesA = units.Any(unit => unit is "A" or "Current"),
                TakesW = units.Any(unit => unit is "W" or "Power"),
            },
            "ProfileStackLevel" or "ChargeProfileMaxStackLevel" when Number(told.Value) is { } level => this with { MaxStackLevel = level },
            "PeriodsPerSchedule" or "ChargingScheduleMaxPeriods" when Number(told.Value) is > 0 and var periods => this with { MaxPeriods = periods },
            "MaxChargingProfilesInstalled" when Number(told.Value) is > 0 and var profiles => this with { MaxProfiles = profiles },
            "SupplyPhases" when told.Component is "EVSE" or "ChargingStation" && Number(told.Value) is >= 0 and <= 3 and var phases => this with { Phases = Phases.SetItem(told.EvseId ?? 0, phases) },
            "Power" when told.Component == "EVSE" && told.EvseId is { } evse && MostOf(told.Characteristics) is > 0 and var watts => this with { MaxPowerW = MaxPowerW.SetItem(evse, watts) },
            "ConnectorType" when told is { Component: "Connector", EvseId: { } evse, Value.Length: > 0 } => this with { Kinds = Kinds.SetItem((evse, told.ConnectorId ?? 1), KindOfType(told.Value)) },
            "Enabled" when told.Component == "V2XChargingCtrlr" => this with { V2xOff = V2xOff.SetItem(told.EvseId ?? 0, IsNo(told.Value)) },
            "Enabled" when told.Component == "SmartChargingCtrlr" => this with { IsOff = IsNo(told.Value) },
            "Enabled" or "Available" or "ModesSupported" when told.Component is "ACDERCtrlr" or "DCDERCtrlr" => this with { HasDer = HasDer || !IsNo(told.Value) },
            _ => this,
        };
    }

    /// <summary>What a connector of a type gives (2.1 appendix, ConnectorEnumStringType). Tesla's and J3400's give either.</summary>
    private static EvseKind? KindOfType(string type) => type switch
    {
        "cCCS1" or "cCCS2" or "cCHAdeMO" or "cG105" or "cGBT-DC" or "cChaoJi" or "cUltraChaoJi" or "cMCS" or "cNACS-CCS1" or "OppCharge" or "Pan" => EvseKind.DC,
        "cType1" or "cType2" or "cGBT-AC" or "Other1PhMax16A" or "Other1PhOver16A" or "Other3Ph" => EvseKind.AC,
        _ => type.StartsWith('s') ? EvseKind.AC : null, // sockets: sType2, sCEE-7-7, s309-3P-32A…
    };

    private static string[] Words(string? value) => value?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool IsNo(string? value) => string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);

    private static int? Number(string? value) => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsKilo(JsonElement characteristics) =>
        characteristics.TryGetProperty("unit", out var unit) && unit.ValueKind == JsonValueKind.String && string.Equals(unit.GetString(), "kW", StringComparison.OrdinalIgnoreCase);

    /// <summary>W.</summary>
    private static decimal? MostOf(string? characteristics)
    {
        if (characteristics is null) return null;
        try
        {
            using var read = JsonDocument.Parse(characteristics);
            return read.RootElement.ValueKind == JsonValueKind.Object && read.RootElement.TryGetProperty("maxLimit", out var most) && most.ValueKind == JsonValueKind.Number && most.TryGetDecimal(out var watts)
                ? Math.Min(watts, 100_000_000) * (IsKilo(read.RootElement) ? 1000 : 1)
                : null;
        }
        catch (JsonException)
        {
            return null; // a report is a station's own words: what can't be read says nothing
        }
    }
}
