using System.Collections.Immutable;

namespace Csms.Engine.Stations.Networks;

/// <summary>What is known of a station's ways to the CSMS.</summary>
/// <param name="Order">Slots in the order in which it tries them (OCPPCommCtrlr.NetworkConfigurationPriority); empty: not told.</param>
/// <param name="OrderAt">When it told the order.</param>
/// <param name="Slots">Slots that it may have as far as told; empty: any.</param>
/// <param name="Profiles">Profiles by slot.</param>
public sealed record NetworkView(ImmutableArray<int> Order, DateTimeOffset? OrderAt, ImmutableArray<int> Slots, ImmutableArray<NetworkProfile> Profiles)
{
    /// <summary>A slot that neither stands in the order nor holds a profile that it was given; null: there is none.</summary>
    public int? Free()
    {
        int[] used = Order.IsEmpty ? [1] : [.. Order]; // not told: the first is in use
        int[] taken = [.. used, .. Profiles.Select(profile => profile.Slot)];
        var candidates = Slots.IsEmpty ? Enumerable.Range(1, 10) : Slots;
        int[] open = [.. candidates.Where(slot => !used.Contains(slot))];
        return open.Length == 0 ? null : open.Where(slot => !taken.Contains(slot)).Cast<int?>().FirstOrDefault() ?? open[0]; // one that is not in use is written over
    }
}
