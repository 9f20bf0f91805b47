using Microsoft.Extensions.Logging;

namespace Csms.Engine.Storage;

internal sealed partial class EmbeddedPostgres
{
    [LoggerMessage(3000, LogLevel.Information, "Creating a private PostgreSQL {Version} cluster in {Folder}")]
    private partial void LogCreating(int version, string folder);

    [LoggerMessage(3001, LogLevel.Information, "Private PostgreSQL {Version} runs, process {ProcessId}, data in {Folder}")]
    private partial void LogRunning(int version, int processId, string folder);

    [LoggerMessage(3002, LogLevel.Warning, "Ending PostgreSQL process {ProcessId} left over by an earlier host in {Folder}")]
    private partial void LogEndingPrevious(int processId, string folder);

    [LoggerMessage(3003, LogLevel.Error, "Private PostgreSQL ended by itself with exit code {ExitCode}; starting it again. It said: {Output}")]
    private partial void LogEndedByItself(int exitCode, string output);

    [LoggerMessage(3004, LogLevel.Error, "Private PostgreSQL could not be started again; next try in {Seconds} s")]
    private partial void LogRestartFailed(Exception exception, int seconds);

    [LoggerMessage(3005, LogLevel.Information, "Private PostgreSQL stopped")]
    private partial void LogStopped();

    [LoggerMessage(3006, LogLevel.Warning, "Private PostgreSQL did not stop in {Seconds} s; ending it at once, it will replay its journal at the next start")]
    private partial void LogStopTimedOut(int seconds);

    [LoggerMessage(3007, LogLevel.Error, "PostgreSQL: {Line}")]
    private partial void LogServerError(string line);

    [LoggerMessage(3008, LogLevel.Debug, "PostgreSQL: {Line}")]
    private partial void LogServerLine(string line);
}
