using Csms.Engine.Units;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Stations.Commands;

/// <summary>Log lines of what commands do on our side; event ids 3054 to 3059.</summary>
internal static partial class CommandEffectsLog
{
    [LoggerMessage(3054, LogLevel.Error, "Station {Station} has answered {Action}, but {Follower} could not take it over")]
    public static partial void LogFollowerFailed(this ILogger logger, Exception exception, StationId station, string action, string follower);
}
