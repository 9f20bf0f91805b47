using System.Collections.Immutable;
using Csms.Engine.Stations;

namespace Csms.Engine.LiveView;

/// <summary>Sums over stations: of the network, or of a site. Immutable.</summary>
public sealed record NetworkTotals
{
    /// <summary>Number of EVSE conditions.</summary>
    public const int Conditions = (int)EvseCondition.Available + 1;

    /// <summary>Nothing.</summary>
    public static NetworkTotals Empty { get; } = new() { Evses = [.. new int[Conditions]] };

    /// <summary>Stations that are part of the network (Accepted).</summary>
    public int Stations { get; init; }

    /// <summary>Of these, online.</summary>
    public int Online { get; init; }

    /// <summary>Of these, offline.</summary>
    public int Offline { get; init; }

    /// <summary>Stations that wait to be accepted.</summary>
    public int Pending { get; init; }

    /// <summary>EVSEs by condition.</summary>
    public required ImmutableArray<int> Evses { get; init; }

    /// <summary>Power drawn now, W.</summary>
    public double PowerW { get; init; }

    /// <summary>Running sessions.</summary>
    public int Sessions { get; init; }

    /// <summary>All EVSEs.</summary>
    public int EvseCount => Evses.Sum();

    /// <summary>EVSEs in a condition.</summary>
    public int Count(EvseCondition condition) => Evses[(int)condition];

    /// <summary>The worst condition that any EVSE is in; null without EVSEs.</summary>
    public EvseCondition? Worst
    {
        get
        {
            for (var index = 0; index < Evses.Length; index++)
            {
                if (Evses[index] > 0)
                {
                    return (EvseCondition)index;
                }
            }

            return null;
        }
    }
}
