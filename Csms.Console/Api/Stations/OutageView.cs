using Csms.Engine.LiveView;

namespace Csms.Console.Api.Stations;

/// <summary>A time in which drivers could not charge.</summary>
/// <param name="EvseId">Which EVSE; null: the whole station.</param>
/// <param name="From">Begin, UTC.</param>
/// <param name="To">End, UTC; null: it goes on.</param>
/// <param name="Condition">Faulted or Offline.</param>
/// <param name="Reason">Error code, or how the link ended; null: not known.</param>
internal sealed record OutageView(int? EvseId, DateTimeOffset From, DateTimeOffset? To, string Condition, string? Reason)
{
    public static OutageView Of(Outage outage) => new(
        outage.EvseId, outage.From, outage.GoesOn ? null : outage.To, outage.Condition.ToString(), outage.Reason is { } reason ? reason.LinkEnd?.ToString() ?? reason.FaultCode : null);
}
