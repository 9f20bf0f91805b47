using Csms.Engine.LiveView;

namespace Csms.Console.Api.Stations;

/// <summary>What an EVSE did.</summary>
/// <param name="EvseId">From 1.</param>
/// <param name="Segments">Oldest first, without gaps.</param>
internal sealed record EvseHistoryView(int EvseId, IReadOnlyList<SegmentView> Segments)
{
    public static EvseHistoryView Of(EvseDay evse) => new(evse.EvseId, [.. evse.Segments.Select(SegmentView.Of)]);
}
