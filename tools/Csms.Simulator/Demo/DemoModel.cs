using Csms.Simulator.Station;

namespace Csms.Simulator.Demo;

/// <summary>An invented product.</summary>
/// <param name="Vendor">Vendor.</param>
/// <param name="Name">Model.</param>
/// <param name="Firmware">Firmware at power up.</param>
/// <param name="Version">Protocol.</param>
/// <param name="Evses">Outlets.</param>
public sealed record DemoModel(string Vendor, string Name, string Firmware, OcppVersion Version, IReadOnlyList<EvseOptions> Evses)
{
    /// <summary>Two AC outlets, OCPP 1.6.</summary>
    public static DemoModel Duo { get; } = new("Arden", "T2 Duo", "1.4.2", OcppVersion.V16, [EvseOptions.Ac22, EvseOptions.Ac22]);

    /// <summary>Four AC outlets, OCPP 1.6.</summary>
    public static DemoModel Quad { get; } = new("Arden", "T2 Quad", "1.6.0", OcppVersion.V16, [EvseOptions.Ac22, EvseOptions.Ac22, EvseOptions.Ac22, EvseOptions.Ac22]);

    /// <summary>Two CCS outlets of 180 kW, OCPP 2.0.1.</summary>
    public static DemoModel Dc180 { get; } = new("Norrland", "DC 180", "3.2.1", OcppVersion.V201, [EvseOptions.Ccs(180), EvseOptions.Ccs(180)]);

    /// <summary>Two CCS outlets of 400 kW, OCPP 2.1.</summary>
    public static DemoModel Hpc400 { get; } = new("Kestrel", "HPC 400", "2026.8.0", OcppVersion.V21, [EvseOptions.Ccs(400), EvseOptions.Ccs(400)]);

    /// <summary>Two CCS outlets of 60 kW for depots, OCPP 2.0.1.</summary>
    public static DemoModel Depot60 { get; } = new("Halden", "Depot 60", "5.0.9", OcppVersion.V201, [EvseOptions.Ccs(60), EvseOptions.Ccs(60)]);
}
