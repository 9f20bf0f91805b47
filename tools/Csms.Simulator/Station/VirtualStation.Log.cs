using Microsoft.Extensions.Logging;

namespace Csms.Simulator.Station;

public sealed partial class VirtualStation
{
    [LoggerMessage(9001, LogLevel.Error, "Simulated station {StationId}: unexpected failure")]
    private static partial void LogFault(ILogger logger, Exception exception, string stationId);

    [LoggerMessage(9002, LogLevel.Debug, "Simulated station {StationId}: link lost: {Reason}")]
    internal static partial void LogLinkLost(ILogger logger, string stationId, string reason);

    [LoggerMessage(9003, LogLevel.Debug, "Simulated station {StationId}: cannot connect: {Reason}")]
    internal static partial void LogCannotConnect(ILogger logger, string stationId, string reason);
}
