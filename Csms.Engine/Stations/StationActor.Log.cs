using Csms.Engine.Storage;
using Csms.Engine.Units;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Stations;

/// <summary>Log lines of the station actor and of those who watch it; event ids 3000 to 3009.</summary>
internal static partial class StationActorLog
{
    [LoggerMessage(2200, LogLevel.Error, "Station {Station}: a message could not be handled; it is set aside and the station goes on")]
    public static partial void LogHandlingFailed(this ILogger logger, Exception exception, StationId station);

    [LoggerMessage(2201, LogLevel.Warning, "Station {Station}: a transaction message was not committed ({Failure}); it is not acknowledged and the station repeats it")]
    public static partial void LogCommitFailed(this ILogger logger, StationId station, JournalFailure failure);

    [LoggerMessage(2202, LogLevel.Warning, "Station {Station}: the store could not be asked for a transaction; the message is not acknowledged")]
    public static partial void LogLookUpFailed(this ILogger logger, Exception exception, StationId station);

    [LoggerMessage(2203, LogLevel.Error, "Station {Station}: {Observer} failed on a change; the station goes on")]
    public static partial void LogObserverFailed(this ILogger logger, Exception exception, StationId station, string observer);

    [LoggerMessage(2204, LogLevel.Warning, "Station {Station}: {Desk} did not answer its question; the station gets the cautious answer")]
    public static partial void LogDeskFailed(this ILogger logger, Exception exception, StationId station, string desk);
}
