using Csms.Engine.LiveView;
using Csms.Engine.Units;

namespace Csms.Console.Api.Stations;

/// <summary>What the EVSEs of a station did, and when it was connected.</summary>
/// <param name="StationId">Whose.</param>
/// <param name="From">Begin, UTC.</param>
/// <param name="To">End, UTC.</param>
/// <param name="Evses">Each EVSE.</param>
/// <param name="Links">When the station came and went within it, newest first, 1000 at most.</param>
/// <param name="MoreLinks">There were earlier changes within it: ask again until the last of these.</param>
internal sealed record HistoryView(string StationId, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<EvseHistoryView> Evses, IReadOnlyList<LinkChangeView> Links, bool MoreLinks)
{
    public static HistoryView Of(StationId station, StationDay span, IEnumerable<LinkPeriod> links, bool more) =>
        new(station.Value, span.From, span.To, [.. span.Evses.Select(EvseHistoryView.Of)], [.. links.Select(LinkChangeView.Of)], more);
}
