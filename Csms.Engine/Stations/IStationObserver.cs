using Csms.Engine.Events;

namespace Csms.Engine.Stations;

/// <summary>Sees every change of every station, after what it says is durable. Called on the station's path: returns at once.</summary>
public interface IStationObserver
{
    /// <summary>A station's state was replaced. <paramref name="before"/> is null when the station is new.</summary>
    void Changed(StationState? before, StationState after);

    /// <summary>A station is no more.</summary>
    void Removed(StationState state);

    /// <summary>A message was taken in.</summary>
    void Told(StationState state, StationMessage message, DateTimeOffset at);
}
