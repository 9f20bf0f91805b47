namespace Csms.Engine.Stations.Configuration;

/// <summary>A station beside a template that is for it.</summary>
/// <param name="Station">The station.</param>
/// <param name="Template">The template.</param>
/// <param name="Lines">Each wanted value.</param>
public sealed record StationDrift(StationState Station, ConfigurationTemplate Template, IReadOnlyList<DriftLine> Lines)
{
    /// <summary>Values that are not as wanted.</summary>
    public int Off => Lines.Count(line => line.Kind != DriftKind.Same);

    /// <summary>Values that are not as wanted and can be set.</summary>
    public IReadOnlyList<WantedValue> ToSet => [.. Lines.Where(line => line.CanBeSet).Select(line => line.Wanted)];

    /// <summary>When the oldest of the values was told; null: none was.</summary>
    public DateTimeOffset? At => Lines.Where(line => line.Held is not null).Select(line => (DateTimeOffset?)line.Held!.Main.At).Min();
}
