using Microsoft.Extensions.Logging;

namespace Csms.Engine.Storage;

public sealed partial class CsmsDatabase
{
    [LoggerMessage(3020, LogLevel.Warning, "The database does not answer yet: {Reason}. Waiting up to {Seconds} s")]
    private partial void LogWaiting(string reason, int seconds);

    [LoggerMessage(3021, LogLevel.Information, "Database ready: {Target}, schema version {Version}")]
    private partial void LogReady(string target, int version);

    [LoggerMessage(3022, LogLevel.Error, "The database is not reachable: {Reason}. Transactions wait unanswered until it is back")]
    private partial void LogLost(string reason);

    [LoggerMessage(3023, LogLevel.Information, "The database is reachable again")]
    private partial void LogBack();
}
