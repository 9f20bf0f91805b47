namespace Csms.Engine.Stations.Configuration;

/// <summary>A wanted value beside what a station holds.</summary>
/// <param name="Wanted">What is wanted.</param>
/// <param name="Held">What the station told; null: nothing.</param>
/// <param name="Kind">How they stand to each other.</param>
public sealed record DriftLine(WantedValue Wanted, HeldVariable? Held, DriftKind Kind)
{
    /// <summary>Setting it could help.</summary>
    public bool CanBeSet => Kind is DriftKind.Different or DriftKind.NotTold;

    /// <summary>The lines of a template for what a station holds, in the template's order. Pure.</summary>
    public static IReadOnlyList<DriftLine> Of(ConfigurationTemplate template, IEnumerable<HeldVariable> held)
    {
        ArgumentNullException.ThrowIfNull(template);
        var known = held.ToDictionary(variable => variable.Address);
        return
        [
            .. template.Wanted.Select(wanted =>
            {
                var found = known.GetValueOrDefault(wanted.Address);
                return new DriftLine(wanted, found, found is null || found.Value is null || found.IsGone ? DriftKind.NotTold
                    : found.Characteristics.Same(found.Value, wanted.Value) ? DriftKind.Same
                    : found.CanBeSet ? DriftKind.Different
                    : DriftKind.Locked);
            }),
        ];
    }
}
