using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Units;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Gateway;

internal sealed partial class StationConnection
{
    [LoggerMessage(2020, LogLevel.Debug, "Station {Station} connected from {Remote} with {Version}, security profile {SecurityProfile}")]
    private static partial void LogOpened(ILogger logger, StationId station, System.Net.IPAddress? remote, OcppVersion version, int securityProfile);

    [LoggerMessage(2021, LogLevel.Debug, "Station {Station} disconnected: {Reason}")]
    private static partial void LogClosed(ILogger logger, StationId station, string reason);

    [LoggerMessage(2022, LogLevel.Warning, "Connection of station {Station} torn down: {Reason}")]
    private static partial void LogAborted(ILogger logger, StationId station, string reason);

    [LoggerMessage(2023, LogLevel.Warning, "Station {Station} sent something unreadable ({Fault}, message id {MessageId})")]
    private static partial void LogFault(ILogger logger, StationId station, FrameFaultKind fault, string? messageId);

    [LoggerMessage(2024, LogLevel.Warning, "Closing the connection of station {Station}: {Reason}")]
    private static partial void LogClosing(ILogger logger, StationId station, string reason);

    [LoggerMessage(2025, LogLevel.Warning, "Station {Station} sends more than {Limit} messages a second; it is read slower")]
    private static partial void LogFlood(ILogger logger, StationId station, long limit);

    [LoggerMessage(2026, LogLevel.Information, "Station {Station} answered {MessageId}, which nobody waits for (any more); dropped")]
    private static partial void LogUnknownAnswer(ILogger logger, StationId station, string messageId);

    [LoggerMessage(2027, LogLevel.Warning, "Station {Station} could not use our answer {MessageId}: {ErrorCode} {ErrorDescription}")]
    private static partial void LogComplaint(ILogger logger, StationId station, string messageId, string errorCode, string errorDescription);

    [LoggerMessage(2028, LogLevel.Error, "Handling {Action} {MessageId} of station {Station} failed")]
    private static partial void LogMessageFailed(ILogger logger, Exception exception, StationId station, string action, string messageId);

    [LoggerMessage(2029, LogLevel.Debug, "The answer to {Action} {MessageId} of station {Station} came after the connection had ended")]
    private static partial void LogAnswerDropped(ILogger logger, StationId station, string action, string messageId);

    [LoggerMessage(2030, LogLevel.Error, "The connection of station {Station} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, StationId station);

    [LoggerMessage(2031, LogLevel.Warning, "Station {Station} did not answer {Action} {MessageId} within {Seconds} s")]
    public static partial void LogCallTimedOut(ILogger logger, StationId station, string action, string messageId, double seconds);

    [LoggerMessage(2032, LogLevel.Information, "{Action} {MessageId} of station {Station} refused with {Error}: {Text}")]
    private static partial void LogRefused(ILogger logger, StationId station, string action, string messageId, OcppErrorCode error, string text);
}
