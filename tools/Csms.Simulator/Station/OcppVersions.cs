namespace Csms.Simulator.Station;

/// <summary>Versions as people write them.</summary>
public static class OcppVersions
{
    /// <summary>1.6, 2.0.1 or 2.1; null for anything else.</summary>
    public static OcppVersion? TryParse(string text) => text switch
    {
        "1.6" or "ocpp1.6" => OcppVersion.V16,
        "2.0.1" or "ocpp2.0.1" => OcppVersion.V201,
        "2.1" or "ocpp2.1" => OcppVersion.V21,
        _ => null,
    };

    /// <summary>1.6, 2.0.1 or 2.1.</summary>
    public static string Text(this OcppVersion version) => version switch
    {
        OcppVersion.V16 => "1.6",
        OcppVersion.V201 => "2.0.1",
        _ => "2.1",
    };
}
