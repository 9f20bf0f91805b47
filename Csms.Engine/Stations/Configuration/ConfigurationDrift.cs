namespace Csms.Engine.Stations.Configuration;

/// <summary>Finds where stations are not as their templates want them.</summary>
public sealed class ConfigurationDrift(TemplateDirectory templates, ConfigurationReader reader, StationRegistry registry)
{
    /// <summary>Every station that a template is for, most differences first.</summary>
    /// <param name="template">The template.</param>
    /// <param name="sees">Which stations the asker sees.</param>
    /// <param name="cancellation">Nobody waits any more.</param>
    public async Task<IReadOnlyList<StationDrift>> OfTemplateAsync(ConfigurationTemplate template, Func<StationState, bool> sees, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(template);
        var stations = registry.States.Where(station => template.IsFor(station) && sees(station)).ToList();
        if (stations.Count == 0) return [];
        var held = await reader.SomeAsync([.. stations.Select(station => station.Key)], template.Wanted.Select(wanted => wanted.Address), cancellation);
        return
        [
            .. stations.Select(station => new StationDrift(station, template, DriftLine.Of(template, held.GetValueOrDefault(station.Key) ?? [])))
                .OrderByDescending(drift => drift.Off).ThenBy(drift => drift.Station.Id.Value, StringComparer.Ordinal),
        ];
    }

    /// <summary>The templates that are for a station, each beside what it holds.</summary>
    public async Task<IReadOnlyList<StationDrift>> OfStationAsync(StationState station, CancellationToken cancellation)
    {
        var own = templates.For(station);
        if (own.Count == 0) return [];
        var held = await reader.AllAsync(station.Key, cancellation);
        return [.. own.Select(template => new StationDrift(station, template, DriftLine.Of(template, held)))];
    }
}
