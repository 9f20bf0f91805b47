using Csms.Engine.Events;
using Csms.Engine.Units;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.PlugAndCharge;

/// <summary>Log messages of Plug and Charge; contracts are not named; event ids 3950 to 3959.</summary>
internal static partial class PncLog
{
    [LoggerMessage(3950, LogLevel.Information, "Station {Station}: contract certificate {Status} ({Why}).")]
    public static partial void LogRefused(this ILogger logger, StationId station, ContractStatus status, string why);

    [LoggerMessage(3951, LogLevel.Warning, "Provider of contract certificates: {Why}")]
    public static partial void LogProviderFailed(this ILogger logger, string why);
}
