using System.Collections.Frozen;
using System.Globalization;
using Csms.Console.Lists;
using Csms.Console.Pages.Stations;
using Csms.Engine.Energy;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Map;

/// <summary>Which stations the map shows, as it stands in the address. Pure.</summary>
/// <param name="Stations">What the list of stations can filter by as well.</param>
/// <param name="Connector">ConnectorEnumType; null: any.</param>
/// <param name="LeastKw">Least power of an EVSE, kW; null: any.</param>
/// <param name="Equipment">What is known of the stations' hardware, by compact number.</param>
internal sealed record MapFilter(StationFilter Stations, string? Connector, int? LeastKw, IReadOnlyDictionary<int, StationEquipment> Equipment)
{
    /// <summary>Steps of power to choose from, kW.</summary>
    public static readonly IReadOnlyList<int> Powers = [11, 22, 50, 150, 300];

    private static readonly FrozenDictionary<string, string> _words = new Dictionary<string, string>
    {
        ["cCCS1"] = "CCS 1", ["cCCS2"] = "CCS 2", ["cG105"] = "CHAdeMO", ["cChaoJi"] = "ChaoJi", ["cTesla"] = "Tesla", ["cType1"] = "Type 1", ["cType2"] = "Type 2 (cable)", ["sType2"] = "Type 2 (socket)", ["sType3"] = "Type 3", ["cGBT-DC"] = "GB/T DC", ["cLECCS"] = "LECCS", ["cMCS"] = "MCS", ["cNACS"] = "NACS", ["cNACS-CCS1"] = "NACS + CCS 1",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Shows everything.</summary>
    public static MapFilter Everything { get; } = new(new StationFilter(null, null, null, null, null), null, null, FrozenDictionary<int, StationEquipment>.Empty);

    /// <summary>A connector type in the trade's words; the OCPP word where there is none.</summary>
    public static string WordOf(string connector) => _words.GetValueOrDefault(connector, connector);

    /// <summary>Power as it stands in the address.</summary>
    public static int? PowerOf(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var kw) && kw is > 0 and <= 10_000 ? kw : null;

    /// <summary>Whether a station is wanted. One that has told nothing of its hardware does not match a wish about it.</summary>
    public bool Matches(StationState station, Site? site)
    {
        if (!Stations.Matches(station, site)) return false;
        if (Connector is null && LeastKw is null) return true;
        return Equipment.TryGetValue(station.Key, out var has)
            && (Connector is null || has.ConnectorTypes.Contains(Connector))
            && (LeastKw is null || has.MostPowerW >= LeastKw * 1000.0);
    }
}
