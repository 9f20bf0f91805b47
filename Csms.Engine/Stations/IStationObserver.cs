using Csms.Engine.Events;

namespace Csms.Engine.Stations;

/// <summary>Sees every change of every station, after what it says is durable; overrides what it wants to see. Called on the station's path: returns at once.</summary>
public interface IStationObserver
{
    /// <summary>A station's state was replaced. <paramref name="before"/> is null when the station is new.</summary>
    void Changed(StationState? before, StationState after)
    {
    }

    /// <summary>A station is no more.</summary>
    void Removed(StationState state)
    {
    }

    /// <summary>
    /// A message was taken in; the station has no answer yet, so that whoever knows that it was answered sees what is noted here. Nothing may be sent to the
    /// station from here: it would come before the answer.
    /// </summary>
    void Told(StationState state, StationMessage message, DateTimeOffset at)
    {
    }

    /// <summary>The answer to a message is on its way, or with the desk that gives it; what is sent to the station from here on comes after the former.</summary>
    void Answered(StationState state, StationMessage message)
    {
    }
}
