using Csms.Engine.Stations.Configuration;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Configuration;

/// <summary>Addresses of templates and of what stations are configured with.</summary>
public static class ConfigurationLinks
{
    /// <summary>The templates.</summary>
    public const string List = "/configuration";

    /// <summary>A template.</summary>
    public static string Of(string id) => $"{List}/{Uri.EscapeDataString(id)}";

    /// <summary>The tab of a station.</summary>
    public static string Tab(StationId station) => $"/stations/{Uri.EscapeDataString(station.Value)}?tab=configuration";

    /// <summary>The tab of a station, with what differs from a template.</summary>
    public static string Drift(StationId station, ConfigurationTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return $"{Tab(station)}&compare={Uri.EscapeDataString(template.Id)}&differ=1";
    }

    /// <summary>Everything that a station told, as a file.</summary>
    /// <param name="station">Which.</param>
    /// <param name="kind">csv or json.</param>
    public static string File(StationId station, string kind) => $"/stations/{Uri.EscapeDataString(station.Value)}/configuration.{kind}";
}
