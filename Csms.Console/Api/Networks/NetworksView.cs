using Csms.Engine.Stations.Networks;

namespace Csms.Console.Api.Networks;

/// <summary>What is known of a station's ways to the CSMS.</summary>
/// <param name="Order">Slots in the order in which it tries them; empty: not told.</param>
/// <param name="OrderAt">When it told the order.</param>
/// <param name="Items">Profiles by slot.</param>
internal sealed record NetworksView(IReadOnlyList<int> Order, DateTimeOffset? OrderAt, IReadOnlyList<NetworkProfileView> Items)
{
    public static NetworksView Of(NetworkView view) => new(view.Order, view.OrderAt, [.. view.Profiles.Select(profile => new NetworkProfileView(profile.Slot, profile.Data, profile.At, profile.Actor))]);
}
