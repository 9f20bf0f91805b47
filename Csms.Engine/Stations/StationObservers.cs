using Csms.Engine.Events;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Stations;

/// <summary>Everyone who watches the stations. A watcher's bug is the watcher's: it is logged, and the station goes on.</summary>
internal sealed class StationObservers(IEnumerable<IStationObserver> observers, ILogger<StationObservers> logger) : IStationObserver
{
    private readonly IStationObserver[] _observers = [.. observers];

    public void Changed(StationState? before, StationState after)
    {
        foreach (var observer in _observers)
        {
            try
            {
                observer.Changed(before, after);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                logger.LogObserverFailed(exception, after.Id, observer.GetType().Name);
            }
        }
    }

    public void Removed(StationState state)
    {
        foreach (var observer in _observers)
        {
            try
            {
                observer.Removed(state);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                logger.LogObserverFailed(exception, state.Id, observer.GetType().Name);
            }
        }
    }

    public void Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        foreach (var observer in _observers)
        {
            try
            {
                observer.Told(state, message, at);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                logger.LogObserverFailed(exception, state.Id, observer.GetType().Name);
            }
        }
    }

    public void Answered(StationState state, StationMessage message)
    {
        foreach (var observer in _observers)
        {
            try
            {
                observer.Answered(state, message);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                logger.LogObserverFailed(exception, state.Id, observer.GetType().Name);
            }
        }
    }
}
