using Csms.Engine.Stations;

namespace Csms.Engine.LiveView;

/// <summary>A time in which drivers could not charge at an EVSE though it was meant to be there.</summary>
/// <param name="EvseId">Which; null: all EVSEs of the station at once.</param>
/// <param name="From">Begin; UTC.</param>
/// <param name="To">End; UTC. The end of the span when it goes on.</param>
/// <param name="GoesOn">It was not over at the end of the span.</param>
/// <param name="Condition">Faulted or Offline, whichever it began with.</param>
/// <param name="Reason">Error code or how the link ended; null: not known.</param>
public sealed record Outage(int? EvseId, DateTimeOffset From, DateTimeOffset To, bool GoesOn, EvseCondition Condition, EvseReason? Reason)
{
    /// <summary>How long, within the span.</summary>
    public TimeSpan Length => To - From;
}
