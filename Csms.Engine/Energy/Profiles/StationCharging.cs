using System.Collections.Immutable;
using Csms.Engine.Energy.Der;

namespace Csms.Engine.Energy.Profiles;

/// <summary>What is known of a station's smart charging. Immutable; each word of the station makes the next one.</summary>
public sealed record StationCharging
{
    /// <summary>Profiles that it holds, by EVSE and number.</summary>
    public ImmutableArray<HeldProfile> Profiles { get; init; } = [];

    /// <summary>Limits of others, as told.</summary>
    public ImmutableArray<ExternalLimit> Limits { get; init; } = [];

    /// <summary>Cars at its EVSEs, where something is known of them.</summary>
    public ImmutableArray<EvseEnergy> Evses { get; init; } = [];

    /// <summary>Controls as a distributed energy resource, by number.</summary>
    public ImmutableArray<HeldControl> Controls { get; init; } = [];

    /// <summary>Grid faults and starts and ends of controls, newest first.</summary>
    public ImmutableArray<DerEvent> Events { get; init; } = [];

    /// <summary>The frequency signal that it took last.</summary>
    public AfrrSignal? Signal { get; init; }

    /// <summary>When it last told all its profiles, UTC; null: it never did.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>It told more profiles than are kept.</summary>
    public bool HasMore { get; init; }

    /// <summary>What it said of the schedule that it follows, by EVSE. In memory only.</summary>
    public ImmutableArray<StationComposite> Composites { get; init; } = [];

    /// <summary>Reports under way. In memory only.</summary>
    public ImmutableArray<ProfileReport> Reports { get; init; } = [];

    /// <summary>Reports of controls under way. In memory only.</summary>
    public ImmutableArray<ControlReport> ControlReports { get; init; } = [];

    /// <summary>Nothing is known.</summary>
    public static StationCharging None { get; } = new();

    /// <summary>What is known of the car at an EVSE.</summary>
    public EvseEnergy? Evse(int evseId)
    {
        foreach (var evse in Evses)
        {
            if (evse.EvseId == evseId) return evse;
        }

        return null;
    }

    /// <summary>What the station said of an EVSE (0: of the whole).</summary>
    public StationComposite? CompositeOf(int evseId) => Composites.FirstOrDefault(each => each.EvseId == evseId);

    /// <summary>With what is known of the car at an EVSE changed.</summary>
    internal StationCharging With(int evseId, Func<EvseEnergy, EvseEnergy> step)
    {
        var before = Evse(evseId);
        var after = step(before ?? new EvseEnergy { EvseId = evseId });
        if (before is null) return after.IsEmpty || Evses.Length >= MostEvses ? this : this with { Evses = Evses.Add(after) };
        return this with { Evses = after.IsEmpty ? Evses.Remove(before) : Evses.Replace(before, after) };
    }

    /// <summary>EVSEs of which something is kept: a station has a few.</summary>
    internal const int MostEvses = 256;
}
