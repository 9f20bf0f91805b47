using Csms.Engine.LiveView;
using Csms.Engine.Units;

namespace Csms.Console.Api.Stations;

/// <summary>How well the EVSEs of a station were there for drivers.</summary>
/// <param name="StationId">Whose.</param>
/// <param name="From">Begin, UTC.</param>
/// <param name="To">End, UTC.</param>
/// <param name="Evses">Figures of each EVSE.</param>
/// <param name="Outages">Newest first.</param>
internal sealed record AvailabilityView(string StationId, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<UptimeView> Evses, IReadOnlyList<OutageView> Outages)
{
    public static AvailabilityView Of(StationId station, StationDay day)
    {
        var evses = day.Evses.Select(Uptime.Of).ToList();
        return new AvailabilityView(station.Value, day.From, day.To, [.. evses.Select(UptimeView.Of)], [.. Uptime.OutagesOf(evses).Select(OutageView.Of)]);
    }
}
