using System.Net;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Gateway;

internal sealed partial class OcppEndpoint
{
    [LoggerMessage(2000, LogLevel.Warning, "Handshake of station {Station} from {Remote} refused with {Status}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string? station, IPAddress? remote, int status, string reason);
}
