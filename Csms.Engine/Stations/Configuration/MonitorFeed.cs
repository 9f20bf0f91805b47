using Csms.Engine.Events;
using Csms.Engine.Units;

namespace Csms.Engine.Stations.Configuration;

/// <summary>Tells that a station has said something of its monitors or by them: a part of the report, or an event. Keeps nothing: who wants to know reads.</summary>
public sealed class MonitorFeed : IStationObserver
{
    /// <summary>Something came from this station. Raised on the station's path: return at once.</summary>
    public event Action<StationId>? Changed;

    void IStationObserver.Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        if (message is DeviceEventsReported or NoticeReported { Action: "NotifyMonitoringReport" }) Changed?.Invoke(state.Id);
    }
}
